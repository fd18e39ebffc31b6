/** Bounds of what is brought in from outside, each with its reason. Checked before anything is decoded or inflated. */
export const KEEP_LIMITS = {
  /** Characters after `#`: ten times what any honest program needs, and refused at once beyond. */
  link: 200_000,
  /** Characters of a whole address above which chats and mail programs begin to cut it. */
  safeAddress: 2_000,
  /** Bytes that a link may become: a program of 50 files of ordinary size. */
  linkInflated: 2_000_000,
  /** Bytes of a zip: programs are text. */
  archive: 10_000_000,
  /** Entries of a zip or a folder, whatever they are. */
  entries: 2_000,
  /** Bytes of one file; the runtime takes a million characters. */
  file: 1_000_000,
  /** Bytes of all files that are taken. */
  total: 8_000_000,
  /** Characters of a path. */
  path: 200,
  /** Bytes of a progress file: browsers keep about five million characters for a site. */
  progress: 12_000_000,
} as const;
