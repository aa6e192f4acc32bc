import { z } from 'zod';

/** An id: stays for good, since attempts, grade-book columns and addresses keep it. */
export const slug = z
  .string()
  .max(100)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and hyphens');

export const line = z.string().trim().min(1);
export const markdown = z.string().trim().min(1).meta({ description: 'Markdown' });
export const inlineMarkdown = z.string().trim().min(1).meta({ description: 'Markdown within one paragraph' });
export const positive = z.number().positive();
export const count = z.int().min(0);
export const share = z.number().min(0).max(1);
