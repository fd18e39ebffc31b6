/** The reload budget: how many reloads of a placed widget are served in 24 hours, and which are free. */
import { without } from "../base/list.ts";
import { duration, hours, instant, type Instant } from "../base/time.ts";
import type { ReloadReason } from "../model/trace.ts";
import type { WidgetInstance, World } from "../model/world.ts";

const DAY = hours(24);

/** [B14] [B17] [B19] [C5] Reloads that cost nothing. */
export function isFree({ app, device, process }: World, reason: ReloadReason): boolean {
  if (device.debugger || app.state === "foreground") return true;
  if (reason === "reload") return !device.settings.chargeReloadsAfterDownload && process.state === "running";
  return reason !== "policy";
}

/** The charges that still count. */
export const charges = (instance: WidgetInstance, at: Instant): readonly Instant[] => without(instance.charged, (charged) => charged + DAY <= at);

/** [B11] [B13] [L7] When the next charged reload may be served: now, or when the oldest charge is a day old. */
export function allowedAt(world: World, instance: WidgetInstance): Instant {
  const { dailyReloadBudget } = world.device.settings;
  const counted = charges(instance, world.at);
  if (dailyReloadBudget === 0) return instant(world.at + DAY);
  return counted.length < dailyReloadBudget ? world.at : instant((counted[counted.length - dailyReloadBudget] as number) + duration(DAY));
}
