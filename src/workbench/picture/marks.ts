/** The marks of a story, in the words that picture, signs and trace share. */
export interface Mark {
  readonly line: number;
  readonly label: string;
}

export const NO_RETURN = { label: "point of no return", text: "from here on the rule is broken whatever happens" } as const;
export const DIFFERENCE = { label: "first difference", text: "from here on the two runs are different" } as const;

export const signOf = ({ label }: Mark): string => (label === NO_RETURN.label ? "⚑" : "≠");
