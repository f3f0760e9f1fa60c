export { t as joinFiles } from "./chunk-files-apart2.js";
