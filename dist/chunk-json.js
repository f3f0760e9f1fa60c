export { t as writeJson } from "./chunk-json2.js";
