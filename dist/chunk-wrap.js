// src/report/wrap.ts
/**
* Prose broken at spaces into lines of at most `width` characters, the later ones behind `indent`. A word that is longer
* keeps a line of its own; without a width nothing is broken.
*/
function wrap(text, first, indent, width) {
	if (width === void 0) return [first + text];
	const lines = [];
	let line = first;
	let empty = true;
	for (const word of text.split(" ")) {
		if (!empty && line.length + 1 + word.length > width) {
			lines.push(line);
			line = indent;
			empty = true;
		}
		line += empty ? word : ` ${word}`;
		empty = false;
	}
	return [...lines, line];
}
export { wrap as t };
