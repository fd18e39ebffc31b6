/** An address inside the site, given from its root, as a page must write it. */
export function address(path: string): string {
  return import.meta.env.BASE_URL.replace(/\/$/, "") + path;
}
