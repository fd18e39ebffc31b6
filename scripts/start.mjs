/** `npm start`: installs and builds what is missing, then serves the site. */
import { build, install, npm, stop } from "./ready.mjs";

install();
if (!build()) stop("The site could not be built; the message is above.");
process.exitCode = npm(["run", "--silent", "serve"]);
