/**
 * The content: its types, reading it from files, checking it, and lookups in it. The files are touched only while loading;
 * a loaded curriculum never changes. What a person did with it (progress, attempts, grades) belongs to other rooms.
 */
export type * from './model.ts';
export type * from './workshop-model.ts';
export * from './lookups.ts';
export { competenceMap, competenceRows, type MappedCompetence } from './competence-map.ts';
export { describeIssue, type IssueLanguage } from './describe-issue.ts';
export type { Issue } from './files/issue.ts';
export { readCurriculum } from './read-curriculum.ts';
export { loadCurriculum, loadFiles } from './load-curriculum.ts';
export { withLinks, type InnerLink } from './markdown/links.ts';
export { BrokenCurriculum, requireCurriculum } from './require-curriculum.ts';
export { readingHash, secondReaderFile, type Reading } from './second-reader/reading.ts';
export { publishedSchemas } from './schemas/published.ts';
export { statsOf, type CurriculumStats } from './stats.ts';
export { compareTranslation } from './translate/compare-translation.ts';
export { translatedFrom } from './translate/pieces.ts';
