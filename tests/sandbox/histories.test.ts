/** A life is named by what code was told: the time is part of it from where code has read it. */
import { expect, test } from "vitest";
import type { Advance, Guest, Input, LifeId } from "../../runtime/model/guest.ts";
import type { Json } from "../../runtime/model/json.ts";
import { guestOf } from "../support/explore.ts";
import { widget } from "../support/programs.ts";
import { programOf } from "../support/run.ts";

const [NOON, LATER] = [Date.UTC(2026, 2, 2, 12), Date.UTC(2026, 2, 2, 18)];

/** Blocks read the time, or ask for a wish first and read it only when there is one; what they say is a line of the console. */
const PROGRAM = programOf(widget({
  top: `
const blocks = { silent() {}, timed() { console.log(Date.now() + " " + Date.now()); }, asked() { const wish = new UserDefaults({ suiteName: "group.scores" }).string({ forKey: "wish" }); console.log(wish === null ? "none" : String(Date.now())); } };
DispatchQueue.main.async(blocks.silent);
DispatchQueue.main.async(blocks.timed);
DispatchQueue.main.async(blocks.asked);`,
}));

const block = (number: number, now: number): Input => ({ kind: "callback", now, callback: { name: "block", block: number, queue: "main" } });

/** Feeds one input, and answers calls until the guest is at rest; what it said meanwhile. */
function live(guest: Guest, life: LifeId, input: Input, wish: Json = null): { life: LifeId; said: string[] } {
  const said: string[] = [];
  let at = life;
  const step = ({ life: next, output }: Advance): Input | null => {
    at = next;
    if (output.kind !== "call") return null;
    if (output.call.name === "console") said.push(output.call.text);
    return { kind: "answer", now: input.now, answer: { value: output.call.name === "defaults-get" ? wish : null } };
  };
  guest.advance(life, input, step);
  return { life: at, said };
}

const begun = (guest: Guest, now = NOON): LifeId => live(guest, guest.root, { kind: "callback", now, callback: { name: "main" } }).life;

test("code that does not read the time has one history at every time, and runs once", async () => {
  const guest = await guestOf(PROGRAM);
  const start = begun(guest);
  expect(begun(guest, LATER)).toBe(start);
  const { life } = live(guest, start, block(1, NOON));
  const { entries } = guest;
  expect(live(guest, start, block(1, LATER)).life).toBe(life);
  expect(guest.known(start, block(1, LATER))?.life).toBe(life);
  expect(guest.entries).toBe(entries);
});

test("code that reads the time has a history for each, and reads the same one as often as it likes", async () => {
  const guest = await guestOf(PROGRAM);
  const start = begun(guest);
  const [noon, later] = [live(guest, start, block(2, NOON)), live(guest, start, block(2, LATER))];
  expect([noon.said, later.said]).toEqual([[`${NOON} ${NOON}`], [`${LATER} ${LATER}`]]);
  expect(later.life).not.toBe(noon.life);
  expect(guest.known(start, block(2, LATER))).not.toBeNull();
  expect(guest.known(start, block(2, NOON + 1))).toBeNull();
});

test("the time that is read behind an answer is that of the callback, also where others came that far at another time", async () => {
  const guest = await guestOf(PROGRAM);
  const start = begun(guest);
  expect(live(guest, start, block(3, NOON)).said).toEqual(["none"]);
  const asked = guest.known(start, block(3, LATER)) as Advance;
  expect(asked.output.kind === "call" && asked.output.call.name).toBe("defaults-get");
  const { life, said } = live(guest, asked.life, { kind: "answer", now: LATER, answer: { value: "yes" } });
  expect(said).toEqual([String(LATER)]);
  // Lived again behind it, from the launch.
  live(guest, guest.root, block(1, NOON));
  expect(live(guest, life, block(2, NOON)).said).toEqual([`${NOON} ${NOON}`]);
  expect(live(guest, start, block(3, LATER), "yes")).toEqual({ life, said });
});
