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
      appGroups: scenario.appGroups ?? null, placed: scenario.widgets ?? null,
      online: network.online, latency: duration(network.latency), bandwidth: network.bandwidth,
    },
    process: { ...IDLE_PROCESS, grace: settings.graceAfterAnswer },
    host: { instances: [], requests: [], answered: [] },
    loader: { sessions: [], tasks: [], messages: [], identifiers: [] },
    disk: { files: {}, directories: {}, defaults: {} },
    agenda: [],
  };
}
