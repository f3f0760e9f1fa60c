import { t as UserError } from "./chunk-user-error.js";
// src/commands/usage.ts
/** Help: one screen for all, one for each command. */
const COMMON = `Common options
  --repo DIR          the repository (default: here; bare repositories and worktrees too)
  --manifest FILE     the manifest's path in the repository (default: found)
  --evidence FILE     evidence to decide on: deployments, approvals, flags, usage (or a JSON report, to replay it)
  --now TIME          replaces every clock (RFC 3339), for replays; shown in the report
  --format FORMAT     text (default), json, markdown, sarif
  --silent            print nothing, give the exit code alone
  --no-color          no colours (also: NO_COLOR)
  --help, --version

Exit codes: 0 pass, 1 block, 2 error (could not be decided, or bad usage), 3 wait
`;
const PAGES = {
	check: `lanekeeper check [--base REF] [--head REF]

Decides the change from base to head as the Action would decide the pull request.
  --base REF          default: the remote's default branch, else the branch of HEAD
  --head REF          default: HEAD
`,
	"check-deploy": `lanekeeper check-deploy --environment NAME --commit REF [--base REF]

Decides a deployment or a rollback of a commit to an environment: deploy-order, safe-rollback.
`,
	lint: `lanekeeper lint [FILE…]

Judges migration files alone, or standard input, each by itself; no history, no evidence.
  --engine NAME           postgresql (default), mysql, mariadb, sqlite
  --engine-version N      default: the newest known
  --framework NAME        default: by the file's name and markers
  --schema FILE           what is there before: a dumped schema
`,
	status: `lanekeeper status [CHANGE] [--base REF]

Where every change stands in every environment.
`,
	declare: `lanekeeper declare [FILE…] [--base REF] [--head REF]

Prints the manifest entry for what migrations do: of the files named, else of the change from base to head.
`,
	explain: `lanekeeper explain [RULE]

The rule's page: what breaks, why, the safe way, how to exempt. Without a rule: their list.
`,
	validate: `lanekeeper validate [--manifest FILE]

Checks the manifest on disk alone, and tells every mistake at once.
`,
	init: `lanekeeper init [--stdout]

Writes a first manifest from what the repository shows. Never overwrites one.
  --stdout            print it instead
`,
	demo: `lanekeeper demo [--keep]

Builds a small repository with a real history in a temporary folder and walks the split of users.name through the
engine, from the first ADD COLUMN to the last DROP COLUMN, refusals included.
  --keep              leave the folder, and say where it is
`
};
const OVERVIEW = `lanekeeper: change a schema under live traffic without losing a safe way back

  check               decide the change from base to head
  check-deploy        decide a deployment or a rollback
  lint [FILE…]        judge migration files alone
  status [CHANGE]     where every change stands in every environment
  declare [FILE…]     print the manifest entry for what migrations do
  explain [RULE]      what a rule holds up, and why
  validate            check the manifest
  init                write a first manifest
  demo                see it all on a small repository

`;
/** The page of a command, or the overview. */
function usage(command) {
	const page = command === void 0 ? void 0 : PAGES[command];
	return `${page === void 0 ? OVERVIEW : `${page}\n`}${COMMON}`;
}
/** The error for a word that is no command, with the nearest that is. */
function unknownCommand(word, known) {
	const near = known.find((name) => name.startsWith(word.slice(0, 3)));
	return new UserError(`there is no command ${JSON.stringify(word.slice(0, 60))}.`, `${near ? `Did you mean ${near}? ` : ""}lanekeeper --help lists them.`);
}
export { unknownCommand, usage };
