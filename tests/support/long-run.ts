/** A run of about 2,000 events: the sample asks every 24 minutes for a day, and says much while it does. */
export const LONG_LINE = 28;
/** Replaces that line of the sample's Provider.ts. */
export const LONG_TEXT = "    const inAnHour = new Date().addingTimeInterval(24 * 60); for (let n = 0; n < 18; n++) console.log(`step ${n}`);";

export const longer = (text: string): string => text.split("\n").with(LONG_LINE - 1, LONG_TEXT).join("\n");
