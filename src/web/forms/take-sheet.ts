import type { RequestHandler } from 'express';
import multer from 'multer';

/** A sheet of a thousand people with long comments is about 2 MB; it comes a second time with the confirmation. */
const largest = 4 * 1024 * 1024;
/** Rows that may be replaced, and what every form has. */
const mostFields = 2_100;

const take = multer({
  storage: multer.memoryStorage(),
  limits: { files: 1, fileSize: largest, fieldSize: largest, fields: mostFields },
}).single('file');

/** Reads a form that may carry one sheet as a file; its fields are then as those of any other form. */
export const takeSheet: RequestHandler = (req, res, next) => {
  take(req, res, (error: unknown) => {
    if (error instanceof multer.MulterError) next(Object.assign(error, { status: 413 }));
    else next(error);
  });
};
