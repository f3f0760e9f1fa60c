const {isAbsolute:e,join:t}=process.getBuiltinModule('node:path');
const {homedir:n}=process.getBuiltinModule('node:os');
function cacheFolder(r){if((r.LANEKEEPER_NO_CACHE??``)!==``&&r.LANEKEEPER_NO_CACHE!==`0`)return null;let i=r.XDG_CACHE_HOME??``,a=r.HOME??n();return e(i)?t(i,`lanekeeper`):e(a)?t(a,`.cache`,`lanekeeper`):null}export{cacheFolder as t};