/** `WidgetCenter`: asks the host for new timelines, and what is on the screen. */
import type { ReplyData } from "../../model/guest.ts";
import { tracked } from "./async.ts";
import { needFunction, needString } from "./errors.ts";
import { call } from "./host.ts";
import { expectReply } from "./tasks.ts";
import { intentOf } from "./widgets.ts";

type Info = Extract<ReplyData, { kind: "configurations" }>["widgets"][number];

/** A widget that a person has put somewhere. */
export class WidgetInfo {
  readonly kind: string;
  readonly family: string;
  readonly configuration: Info["configuration"];

  constructor({ kind, family, configuration }: Info) {
    this.kind = kind;
    this.family = family;
    this.configuration = configuration;
  }

  /** It is its own identity. */
  get id(): this {
    return this;
  }

  widgetConfigurationIntent(options?: { of?: unknown } | (new () => object)): object {
    return intentOf(typeof options === "function" ? options : options?.of, this.configuration);
  }
}

class Center {
  reloadTimelines(options: { ofKind: string } | string): void {
    call({ name: "reload-kind", kind: needString(typeof options === "string" ? options : options?.ofKind, "reloadTimelines({ ofKind })") });
  }

  reloadAllTimelines(): void {
    call({ name: "reload-all" });
  }

  getCurrentConfigurations(completion: (result: unknown) => unknown): void {
    const closure = needFunction(completion, "getCurrentConfigurations");
    this.#ask((widgets) => closure({ success: widgets, failure: null, get: () => widgets }));
  }

  currentConfigurations(): Promise<unknown> {
    return tracked(new Promise((resolve) => this.#ask(resolve)));
  }

  /** For watches and smart stacks only: nothing happens on a phone. */
  invalidateConfigurationRecommendations(): void {}

  invalidateRelevance(_options: unknown): void {}

  #ask(then: (widgets: WidgetInfo[]) => unknown): void {
    call({ name: "current-configurations", token: expectReply((data) => (data.kind === "configurations" ? then(data.widgets.map((info) => new WidgetInfo(info))) : undefined)) });
  }
}

export const WidgetCenter = { shared: new Center() };
