export { t as manifestOnDisk } from "./chunk-manifest-on-disk2.js";
