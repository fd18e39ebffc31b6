/** The world before anything has happened: a device with the widget's app installed. */
import { duration, START } from "../base/time.ts";
import { IDLE_PROCESS } from "../device/process-state.ts";
import type { Scenario } from "../model/scenario.ts";
import type { World } from "../model/world.ts";

export function startWorld(scenario: Scenario): World {
  const { settings, network } = scenario;
  return {
    at: START, step: 0, lines: 0, lastId: 0, random: scenario.seed,
    device: {
      startsAt: Date.parse(scenario.startsAt), settings,
      appGroups: scenario.appGroups ?? null, placed: scenario.widgets ?? null, placing: scenario.placing,
      online: network.online, wifi: network.wifi, lowData: network.lowData, latency: duration(network.latency), bandwidth: network.bandwidth, loss: network.loss,
      ...scenario.device, installation: 0,
    },
    process: { ...IDLE_PROCESS, grace: settings.graceAfterAnswer },
    host: { placed: false, instances: [], requests: [], answered: [] },
    loader: { sessions: [], tasks: [], messages: [], identifiers: [], questions: [], limiter: { delay: duration(0), until: START } },
    app: { state: scenario.app.state, sessions: scenario.app.sessions, transfers: [] },
    disk: { files: {}, directories: {}, defaults: {} },
    agenda: [],
  };
}
