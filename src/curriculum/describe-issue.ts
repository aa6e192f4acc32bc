import type { Issue } from './files/issue.ts';
import { issueTexts as german } from './files/issue-texts.de.ts';
import { issueTexts as english, type IssueText } from './files/issue-texts.en.ts';

const languages = { en: english, de: german };
export type IssueLanguage = keyof typeof languages;

/** What is wrong and what to do, in words. */
export function describeIssue(issue: Issue, language: IssueLanguage = 'en'): IssueText {
  const { message, advice } = languages[language][issue.rule];
  return { message: filled(message, issue), advice: filled(advice, issue) };
}

function filled(text: string, issue: Issue): string {
  return text.replace(/\{(\w+)\}/g, (_all, name: string) => String(issue.values[name] ?? ''));
}
