/** The world before anything has happened: a device with the widget's app installed. */
import { duration, START } from "../base/time.ts";
import { IDLE_GUEST, IDLE_PROCESS } from "../device/process-state.ts";
import type { Scenario } from "../model/scenario.ts";
import type { World } from "../model/world.ts";

/** `clockStep`: see {@link World}'s device; one millisecond in ordinary runs. */
export function startWorld(scenario: Scenario, clockStep = 1): World {
  const { settings, network } = scenario;
  return {
    at: START, clock: 0, step: 0, lines: 0, serial: 0, random: scenario.seed,
    counts: { session: 0, task: 0, handle: 0, request: 0, question: 0, instance: 0, wake: 0, transfer: 0 },
    device: {
      startsAt: Date.parse(scenario.startsAt), clockStep: duration(clockStep), settings,
      appGroups: scenario.appGroups ?? null, placed: scenario.widgets ?? null, placing: scenario.placing,
      online: network.online, wifi: network.wifi, lowData: network.lowData, latency: duration(network.latency), bandwidth: network.bandwidth, loss: network.loss,
      ...scenario.device, installation: 0,
    },
    guest: IDLE_GUEST,
    process: { ...IDLE_PROCESS, grace: settings.graceAfterAnswer },
    host: { placed: false, instances: [], requests: [], unusable: [] },
    loader: { sessions: [], tasks: [], messages: [], identifiers: [], questions: [], limiter: { delay: duration(0), until: START } },
    app: { state: scenario.app.state, tapped: null, sessions: scenario.app.sessions, transfers: [] },
    disk: { files: {}, directories: {}, defaults: {} },
    agenda: [],
    deadlines: [],
  };
}
