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
  }
];

/** The scenarios that fit any program, from the mildest to the harshest. */
export const BUILT_IN: readonly Scenario[] = INPUTS.map((input) => scenarioSchema.parse(input));
