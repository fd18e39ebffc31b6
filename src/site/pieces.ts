/** A name in the pieces between which it may go on in the next line: before a capital, and after what joins its parts. */
export const piecesOf = (name: string): string[] => name.split(/(?<=[a-z\d])(?=[A-Z])|(?<=\w[.:(/_])(?=\w)/);

/** Shorter words move into the next line whole: half of a telephone's is the most that stays empty. */
export const LONG = 24;

const LONG_WORDS = new RegExp(`\\S{${LONG + 1},}`, "g");
const BREAK = "\u200b";

/** Prose in the pieces between which it may go on in the next line although no space is there: within its long names. */
export const softly = (prose: string): string[] => prose.replace(LONG_WORDS, (word) => piecesOf(word).join(BREAK)).split(BREAK);
