// src/user-error.ts
/**
* Something that the person at the door can put right: a wrong argument, a missing repository, a broken file.
* `message` names the place and what is wrong; `next` is the next step, ready to do. The door prints both and
* leaves with exit code 2. Anything else that is thrown is a bug of ours.
*/
var UserError = class extends Error {
	next;
	constructor(message, next) {
		super(message);
		this.name = "UserError";
		this.next = next;
	}
};
export { UserError as t };
