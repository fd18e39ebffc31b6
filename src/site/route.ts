import { defineRouteMiddleware } from "@astrojs/starlight/route-data";

/** What a page shows around its text follows from where it is. */
export const onRequest = defineRouteMiddleware(({ locals }) => {
  const route = locals.starlightRoute;

  if (route.entry.data.wide) {
    route.hasSidebar = false;
    route.toc = undefined;
  }

  // Lessons are read in order; a rule or a reference page has no "next".
  const { prev, next } = route.pagination;
  const inLessons = (href: string | undefined) => href !== undefined && /\/lessons\/./.test(href);
  const reading = route.id.startsWith("lessons/");
  route.pagination = {
    prev: reading && inLessons(prev?.href) ? prev : undefined,
    next: reading && inLessons(next?.href) ? next : undefined,
  };
});
