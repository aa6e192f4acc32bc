export interface IssueText {
  readonly message: string;
  readonly advice: string;
}

/** The problems that the checker knows, in English. `{name}` stands for a value of the issue. */
export const issueTexts = {
  'file-missing': {
    message: 'This file is missing.',
    advice: 'Write it, or correct the name that points to it.',
  },
  'file-unused': {
    message: 'Nothing uses this file.',
    advice: 'Delete it, or name it in module.yaml.',
  },
  'module-unlisted': {
    message: 'This folder is not in the list of modules.',
    advice: 'Add it to `modules` in curriculum.yaml, or delete it.',
  },
  'module-number': {
    message: 'The folder begins with {number}, but the module stands at place {place}.',
    advice: 'Rename the folder, or move it in `modules` in curriculum.yaml.',
  },
  'yaml-syntax': {
    message: 'This is not YAML: {reason}',
    advice: 'Check indentation, quotes and colons; put texts with `: ` or `#` in quotes.',
  },
  'schema-line': {
    message: 'The first line does not name the schema.',
    advice: 'Begin with `# yaml-language-server: $schema=…`, so that editors help.',
  },
  'front-matter': {
    message: 'The front matter is missing.',
    advice: 'Begin the file with `---`, `title: …`, `---`.',
  },
  shape: {
    message: '`{path}` is not as it should be: {reason}.',
    advice: 'See the schema of this file in curriculum/schemas.',
  },
  missing: {
    message: '`{path}` is missing.',
    advice: 'Add it.',
  },
  'unknown-key': {
    message: '`{key}` is not known here.',
    advice: 'Correct the spelling, or take it out; see the schema of this file.',
  },
  'text-missing': {
    message: 'There is no text for `{id}`.',
    advice: 'Write it here under `{id}`.',
  },
  'text-unneeded': {
    message: 'The text of `{id}` belongs to nothing.',
    advice: 'Correct the id, or take the text out.',
  },
  'id-repeated': {
    message: '`{id}` stands twice in this list.',
    advice: 'Give one of the two another id.',
  },
  'id-not-listed': {
    message: '`{id}` is none of these: {known}.',
    advice: 'Choose one of them.',
  },
  'id-duplicate': {
    message: 'There is a {kind} `{id}` already, at {other}.',
    advice: 'Give one of the two another id.',
  },
  'id-unknown': {
    message: 'There is no {kind} `{id}`.',
    advice: 'Known ids like it: {known}.',
  },
  'id-unused': {
    message: 'Nothing points to the {kind} `{id}`.',
    advice: 'Use it, or take it out.',
  },
  'source-without-reference': {
    message: 'The source `{id}` has neither publisher nor address.',
    advice: 'Add `publisher` (or the journal) or `url`, so that a reader can find it.',
  },
  'link-broken': {
    message: 'The link `{href}` leads nowhere.',
    advice: 'Use https://…, or lesson:, quiz:, task:, module:, term: or document: with an id, or log: alone.',
  },
  'hours-total': {
    message: 'The modules make {counted} hours, but the curriculum says {hours}.',
    advice: 'Correct the hours of a module, or the total.',
  },
  'hours-module': {
    message: 'The parts make {counted} hours ({sum}), but the module says {hours}.',
    advice: 'Correct a part, or the hours of the module.',
  },
  'exchange-minutes': {
    message: 'The exchange takes {found} minutes.',
    advice: 'It should take {min} to {max}.',
  },
  'lesson-count': {
    message: 'The module has {found} lessons.',
    advice: 'Four to six keep a module in balance ({min}–{max}).',
  },
  'outcome-count': {
    message: 'The module has {found} outcomes.',
    advice: 'It should have {min} to {max}.',
  },
  'outcome-not-taught': {
    message: 'No lesson teaches the outcome `{id}`.',
    advice: 'Name it in `outcomes` of the lesson that does.',
  },
  'outcome-not-drawn': {
    message: 'The outcome `{id}` is assessed by the quiz, but no attempt draws it.',
    advice: 'Add it to the blueprint, or take `quiz` out of `assessedBy`.',
  },
  'outcome-not-for-quiz': {
    message: 'The blueprint draws `{id}`, which is not assessed by the quiz.',
    advice: 'Add `quiz` to its `assessedBy` in module.yaml, or take it out here.',
  },
  'outcome-not-in-criterion': {
    message: 'The outcome `{id}` is assessed by the task, but no criterion names it.',
    advice: 'Add a criterion, or take `task` out of `assessedBy`.',
  },
  'outcome-not-for-task': {
    message: 'A criterion names `{id}`, which is not assessed by the task.',
    advice: 'Add `task` to its `assessedBy` in module.yaml, or name another outcome.',
  },
  'pass-mark-differs': {
    message: 'The quiz is passed at {found}, but the certificate asks for {wanted}.',
    advice: 'Give both the same value, so that a passed quiz always counts.',
  },
  'question-never-drawn': {
    message: 'No attempt can draw the question `{id}`: its outcome is not in the blueprint.',
    advice: 'Give it another outcome, or add the outcome to the blueprint.',
  },
  'attempt-size': {
    message: 'An attempt draws {drawn} questions.',
    advice: 'It should draw {wanted}: correct the blueprint.',
  },
  'pool-size': {
    message: 'The pool has {found} questions.',
    advice: 'Write more: it needs at least {least}.',
  },
  'pool-per-outcome': {
    message: 'There are {found} questions for `{id}`, of which an attempt draws {draw}.',
    advice: 'Write more: it needs at least {least}, so that a third attempt has new ones.',
  },
  'pool-types': {
    message: 'The pool has {found} types of question.',
    advice: 'Use at least {least}.',
  },
  'pool-cases': {
    message: '{found} questions open with a case.',
    advice: 'At least {least} should: add `case` to some.',
  },
  'options-few': {
    message: 'The question has {options} options.',
    advice: 'Give at least {least}.',
  },
  'all-options-right': {
    message: 'Every option is right.',
    advice: 'Add plausible options that are wrong.',
  },
  'catch-all': {
    message: '“{text}” tests how the options are read.',
    advice: 'Replace it by an option with a content of its own.',
  },
  'same-text': {
    message: 'Two choices have the same text: “{text}”.',
    advice: 'Change one of them.',
  },
  'given-away-by-length': {
    message: 'The right option is {ratio} times as long as the longest wrong one.',
    advice: 'Shorten it, or lengthen the others (at most {most} times).',
  },
  'feedback-short': {
    message: 'The feedback has {words} words.',
    advice: 'Say why, and which lesson says so, in at least {least} words.',
  },
  'feedback-repeated': {
    message: 'The same feedback stands at {other}.',
    advice: 'Say what is particular to this choice.',
  },
  'prompt-repeated': {
    message: 'The same question stands at {other}.',
    advice: 'Change one of them, or take it out.',
  },
  'wrong-order-missing': {
    message: 'There is no feedback for the commonest wrong order.',
    advice: 'Give `commonWrongOrder` in quiz.yaml and its words in the text file.',
  },
  'wrong-order-invalid': {
    message: '`commonWrongOrder` is not a wrong order of all items.',
    advice: 'List every item once, in an order that is not the right one.',
  },
  'expected-wrong-few': {
    message: 'There is feedback for {found} expected wrong answers.',
    advice: 'Give at least {least}.',
  },
  'expected-wrong-right': {
    message: 'The expected wrong answer “{answer}” counts as right.',
    advice: 'Take it out, or correct the right answer.',
  },
  'cloze-gaps': {
    message: 'The text has these gaps: {found}; the structure has: {wanted}.',
    advice: 'Write every gap exactly once as {{gap-id}}.',
  },
  'criteria-count': {
    message: 'The rubric has {found} criteria.',
    advice: 'It should have {wanted}.',
  },
  'grading-minutes': {
    message: 'Grading takes {found} minutes.',
    advice: 'Shorten the task or the rubric: at most {most}.',
  },
  'samples-few': {
    message: 'The task has {found} sample gradings.',
    advice:
      'Give at least {least}: a work in `en/samples`, its levels in task.yaml, the reasons in the text.',
  },
  'workshop-days': {
    message: 'The workshop has {found} days.',
    advice: 'It should have {wanted}.',
  },
  'workshop-day-minutes': {
    message: 'This day has {found} minutes with the trainers.',
    advice: 'It should have {wanted}, without breaks.',
  },
  'workshop-hours': {
    message: 'The days make {counted} hours, but the plan says {hours}.',
    advice: 'Correct the hours, or the minutes of a day.',
  },
  'workshop-item-covers': {
    message: '`{id}` takes {minutes} minutes, but covers {covered}.',
    advice: 'Say in `covers` what each minute of it counts for.',
  },
  'workshop-over-covered': {
    message: 'The workshop covers {minutes} minutes of {kind} of `{id}`, which has only {most}.',
    advice: 'Take minutes away, or let them count for something else.',
  },
  'second-reader-missing': {
    message: 'Nobody but its author has answered `{id}`.',
    advice: 'Have it answered without its key: npm run curriculum -- sheet, then record.',
  },
  'second-reader-outdated': {
    message: '`{id}` was changed after a second reader answered it.',
    advice: 'Have it answered once more: npm run curriculum -- sheet, then record.',
  },
  'second-reader-disagrees': {
    message: 'A second reader answered `{given}` to `{id}`.',
    advice: 'Rewrite the question until a careful reader finds the key, then have it answered once more.',
  },
  'second-reader-unknown': {
    message: 'There is no question `{id}` in this pool.',
    advice: 'Take the reading out.',
  },
  'range-reversed': {
    message: 'The lower limit of `{id}` is above the upper one.',
    advice: 'Swap them.',
  },
  'lesson-words': {
    message: 'The lesson has {words} words.',
    advice: 'It should have {min} to {max}.',
  },
  'sentence-mean': {
    message: 'A sentence has {mean} words on average.',
    advice: 'Split some: at most {most} are easy to read.',
  },
  'sentence-long': {
    message: 'A sentence has {words} words: “{start}”',
    advice: 'Split it: at most {most}.',
  },
  'reading-grade': {
    message: 'The Flesch–Kincaid grade is {grade}.',
    advice: 'Use shorter words and sentences: at most {most}.',
  },
  'block-missing': {
    message: 'This text has no `:::{name}`.',
    advice: 'Add one.',
  },
  'block-repeated': {
    message: 'This text has more than one `:::{name}`.',
    advice: 'Keep one.',
  },
  'block-unknown': {
    message: 'There is no block `:::{name}`.',
    advice: 'Known blocks: {known}.',
  },
  'block-unclosed': {
    message: 'This block is not closed.',
    advice: 'End it with a line `:::`.',
  },
  'block-stray': {
    message: 'This `:::` closes nothing.',
    advice: 'Take it out, or open a block before it.',
  },
  'block-nested': {
    message: '`:::{name}` stands inside another block.',
    advice: 'Close the other block first; only `:::answer` stands inside `:::check`.',
  },
  'answer-outside-check': {
    message: '`:::answer` stands outside `:::check`.',
    advice: 'Move it into the check.',
  },
  'check-without-answer': {
    message: '`:::check` has no answers.',
    advice: 'Add `:::answer` after each question.',
  },
  'heading-level': {
    message: 'A heading of level {level} does not fit here.',
    advice: 'Begin with `##`, leave out no level, go no deeper than `####`.',
  },
  'raw-html': {
    message: '`{what}` is HTML, which would be printed as text.',
    advice: 'Write Markdown, or put it in backticks.',
  },
  'alt-missing': {
    message: 'The figure has no alternative text.',
    advice: 'Say between the square brackets what it shows.',
  },
  'caption-missing': {
    message: 'The figure has no caption.',
    advice: 'Add it in quotes after the path.',
  },
  'figure-not-alone': {
    message: 'An image stands within a paragraph.',
    advice: 'Put it in a paragraph of its own.',
  },
  'figure-missing': {
    message: 'There is no drawing `{path}`.',
    advice: 'Save it as an SVG in `figures/` beside the texts, or correct the path.',
  },
  'figure-unreadable': {
    message: 'This is not an SVG with a viewBox.',
    advice: 'Save it as plain SVG.',
  },
  'figure-forbidden': {
    message: '`{what}` is not allowed in a drawing.',
    advice:
      'Use shapes and text with fill or stroke `currentColor` or `none` and the classes fig-…; no styles, scripts, images or sizes.',
  },
  'figure-unused': {
    message: 'No text shows this drawing.',
    advice: 'Show it, or delete it.',
  },
} as const satisfies Record<string, IssueText>;

export type Rule = keyof typeof issueTexts;
