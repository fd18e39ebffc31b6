/**
 * Asks the guest what it does with its next input. What is not known yet is run ahead to where the guest
 * has nothing more to do, as an ordinary run would: the interpreter is then stopped in the middle of a
 * callback hardly ever, and its histories are there when other orders ask for them.
 */
import { assert, present } from "../base/assert.ts";
import { EXPLORE_LIMITS } from "../base/limits.ts";
import { guestNext, take, type RunState } from "../engine/state.ts";
import type { Advance, Guest } from "../model/guest.ts";
import type { Recordings } from "../model/origin.ts";
import type { Scenario } from "../model/scenario.ts";
import type { GuestPoint } from "../model/world.ts";
import { isGivenInput } from "./choices.ts";

export class Answers {
  readonly #guest: Guest;
  readonly #scenario: Scenario;
  readonly #known = new WeakMap<GuestPoint, Advance>();

  constructor(scenario: Scenario, guest: Guest) {
    this.#scenario = scenario;
    this.#guest = guest;
  }

  of(state: RunState, recordings: Recordings): Advance {
    const { guest } = state.world;
    const known = this.#known.get(guest);
    if (known) return known;
    const input = present(guest.input, "an input for the guest");
    const life = guest.life ?? this.#guest.root;
    const advance = this.#guest.known(life, input) ?? this.#runAhead(state, recordings);
    this.#known.set(guest, advance);
    return advance;
  }

  #runAhead(start: RunState, recordings: Recordings): Advance {
    const { guest } = start.world;
    let first: Advance | null = null;
    let callbacks = 0;
    let state = start;
    this.#guest.advance(guest.life ?? this.#guest.root, present(guest.input, "an input for the guest"), (advance) => {
      first ??= advance;
      this.#known.set(state.world.guest, advance);
      state = take(this.#scenario, recordings, state, guestNext(state.world, advance.life, advance.output)).state;
      const { world } = state;
      const { input } = world.guest;
      if (!isGivenInput(world) || world.guest.life !== advance.life || (input?.kind === "callback" && ++callbacks > EXPLORE_LIMITS.ahead)) return null;
      return input;
    });
    assert(first !== null, "the guest did something");
    return first;
  }
}
