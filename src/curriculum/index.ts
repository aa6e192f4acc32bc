/**
 * The content: its types and lookups in it. Reading the files, checking them and turning Markdown into safe HTML happens
 * here too. What a person did with the content (progress, attempts, grades) belongs to other rooms.
 */
export type * from './model.ts';
export * from './lookups.ts';
