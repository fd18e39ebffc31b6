/** Made by scripts/build-scenarios.mjs from scenarios/*.yaml. */
import { scenarioSchema, type Scenario, type ScenarioInput } from "../model/scenario.ts";

const INPUTS: readonly ScenarioInput[] = [
  {
    "name": "calm",
    "title": "Calm",
    "summary": "The extension keeps running until its download has ended. Nothing interferes, as when a debugger is attached.",
    "settings": {
      "graceAfterAnswer": "2m"
    }
  },
  {
    "name": "suspend",
    "title": "Suspended",
    "summary": "The system suspends the extension as soon as it has nothing to run, while its download is under way.",
    "interventions": [
      {
        "when": {
          "idle": "with-transfer"
        },
        "do": "suspend"
      },
      {
        "when": {
          "suspendedFor": "60s"
        },
        "do": "ask-for-timeline",
        "optional": true
      }
    ]
  },
  {
    "name": "wake-again",
    "title": "Woken twice",
    "summary": "The extension is suspended while its download is under way, and resumed for the events. Later it downloads again and is resumed again. Its memory stays, with whatever the first wake has left there.",
    "until": "1h",
    "settings": {
      "graceAfterAnswer": "1s"
    },
    "interventions": [
      {
        "when": {
          "at": "45m"
        },
        "do": "ask-for-timeline"
      }
    ]
  },
  {
    "name": "kill-relaunch",
    "title": "Terminated and relaunched",
    "summary": "The system terminates the extension while its download is under way. The download goes on; the memory is gone.",
    "interventions": [
      {
        "when": {
          "idle": "with-transfer"
        },
        "do": "terminate"
      }
    ]
  },
  {
    "name": "kill-tail",
    "title": "Terminated at the last moment",
    "summary": "The extension is launched for its events, has heard that all were delivered, and is terminated before it can say that it has handled them.",
    "interventions": [
      {
        "when": {
          "idle": "with-transfer"
        },
        "do": "terminate"
      },
      {
        "when": {
          "line": "callback-ends",
          "callback": "urlSessionDidFinishEvents(forBackgroundURLSession:)"
        },
        "do": "terminate"
      }
    ]
  },
  {
    "name": "order-swap",
    "title": "The events overtake the closure",
    "summary": "The extension is only suspended. Its session still exists, and hears of the events on its own queue before the closure runs on the main one.",
    "settings": {
      "closureFirst": false
    },
    "interventions": [
      {
        "when": {
          "idle": "with-transfer"
        },
        "do": "suspend"
      }
    ]
  },
  {
    "name": "two-at-once",
    "title": "Two widgets at once",
    "summary": "The person has placed two widgets of each kind. Both ask for a timeline within one second, before any download has begun.",
    "placing": "two-of-each",
    "interventions": [
      {
        "when": {
          "idle": "with-transfer"
        },
        "do": "terminate"
      },
      {
        "when": {
          "at": "5m"
        },
        "do": "ask-for-timeline"
      }
    ]
  },
  {
    "name": "server-trouble",
    "title": "Trouble with the server",
    "summary": "The server answers with an error, then with a page that says \"not found\", then with a body that comes in pieces, then sends the request elsewhere, and answers well at last. The widget asks now and then.",
    "until": "2h",
    "server": [
      {
        "match": "*",
        "answer": [
          {
            "status": 500,
            "body": "<html>Internal Server Error</html>"
          },
          {
            "status": 404,
            "headers": {
              "Content-Type": "text/html"
            },
            "body": "<html>Not Found</html>"
          },
          {
            "pass": true,
            "padTo": 40000
          },
          {
            "status": 302,
            "headers": {
              "Location": "?moved=1"
            }
          },
          {
            "pass": true
          }
        ]
      }
    ],
    "interventions": [
      {
        "when": {
          "idle": "with-transfer"
        },
        "do": "terminate"
      },
      {
        "when": {
          "at": "20m"
        },
        "do": "ask-for-timeline"
      },
      {
        "when": {
          "at": "40m"
        },
        "do": "ask-for-timeline"
      },
      {
        "when": {
          "at": "60m"
        },
        "do": "ask-for-timeline"
      },
      {
        "when": {
          "at": "80m"
        },
        "do": "ask-for-timeline"
      }
    ]
  },
  {
    "name": "foreign-events",
    "title": "Events of somebody else",
    "summary": "A transfer ends that this program never started, of an earlier version or of a library. The extension is woken for its events.",
    "interventions": [
      {
        "when": {
          "idle": "with-transfer"
        },
        "do": "terminate"
      },
      {
        "when": {
          "at": "1m"
        },
        "do": "foreign-events"
      }
    ]
  },
  {
    "name": "second-process",
    "title": "The app joins in",
    "summary": "The containing app runs the same session code as the extension, while the extension is not running. Only one process can be connected to an identifier.",
    "interventions": [
      {
        "when": {
          "idle": "with-transfer"
        },
        "do": "terminate"
      },
      {
        "when": {
          "line": "transfer-started"
        },
        "do": "app-opens-session"
      }
    ]
  },
  {
    "name": "day-at-home",
    "title": "A day at home",
    "summary": "Twenty-four hours with nobody at the debugger. Reloads cost budget, wakes slow down new transfers, and the system suspends when it likes.",
    "until": "24h",
    "continueAtRest": true
  },
  {
    "name": "user-moves-on",
    "title": "The person moves on",
    "summary": "While a download is under way, the person signs out in the app, which clears what it shares with the widget. The answer still belongs to the old account.",
    "interventions": [
      {
        "when": {
          "idle": "with-transfer"
        },
        "do": "suspend"
      },
      {
        "when": {
          "line": "transfer-started"
        },
        "do": "sign-out"
      }
    ]
  },
  {
    "name": "update",
    "title": "The app is updated",
    "summary": "The app is updated while a download is under way. The containers lie at new paths, the extension is launched anew, the transfer goes on.",
    "interventions": [
      {
        "when": {
          "line": "transfer-started"
        },
        "do": "update-app"
      },
      {
        "when": {
          "line": "transfer-finished"
        },
        "do": "terminate",
        "optional": true
      }
    ]
  },
  {
    "name": "locked",
    "title": "Locked",
    "summary": "The person locks the device while the download is under way. The extension is launched for its events behind the lock.",
    "interventions": [
      {
        "when": {
          "idle": "with-transfer"
        },
        "do": "terminate"
      },
      {
        "when": {
          "line": "transfer-started"
        },
        "do": "lock"
      }
    ]
  },
  {
    "name": "misleading-bench",
    "title": "On the developer's desk",
    "summary": "A debugger is attached, so nothing is suspended and no budget counts. Then the developer force-quits the app, to see a relaunch that does not come that way.",
    "device": {
      "debugger": true
    },
    "app": {
      "state": "foreground"
    },
    "interventions": [
      {
        "when": {
          "at": "1m"
        },
        "do": "force-quit-app"
      },
      {
        "when": {
          "at": "2m"
        },
        "do": "ask-for-timeline"
      }
    ]
  },
  {
    "name": "heavy",
    "title": "Heavy",
    "summary": "The answers are large, and the extension may hold 30 MB.",
    "server": [
      {
        "match": "*",
        "answer": {
          "pass": true,
          "padTo": 4000000
        }
      }
    ],
    "interventions": [
      {
        "when": {
          "idle": "with-transfer"
        },
        "do": "terminate"
      }
    ]
  }
];

/** The scenarios that fit any program, from the mildest to the harshest. */
export const BUILT_IN: readonly Scenario[] = INPUTS.map((input) => scenarioSchema.parse(input));
