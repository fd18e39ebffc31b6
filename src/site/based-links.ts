import { defineHastPlugin } from "satteri";

/** Pages link to `/rules/x/`, wherever the site is hosted; under a path, such as `/relaunch/`, the path goes in front. */
export function basedLinks(base: string) {
  const prefix = base.replace(/\/$/, "");
  return defineHastPlugin({
    name: "based-links",
    element: [
      {
        filter: ["a", "img"],
        visit(node, context) {
          const property = node.tagName === "a" ? "href" : "src";
          const address = node.properties[property];
          if (prefix === "" || typeof address !== "string" || !/^\/(?!\/)/.test(address)) return;
          context.setProperty(node, property, prefix + address);
        },
      },
    ],
  });
}
