export { t as writeJson } from "./chunk-json.js";
