/** Plain data, as it crosses the boundary of the guest. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
