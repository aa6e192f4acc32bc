import { z } from 'zod';
import { isDuplicate, type DemoGrade, type DemoLineItem } from '../demo.records.ts';
import type { Demo, ReceivedScore } from '../deps.ts';
import { Refused } from '../refused.ts';
import { getLineItem, parseJson, type Place } from './line-items.ts';
import { checkMediaType, mediaTypes } from './media-types.ts';

const progress = ['Initialized', 'Started', 'InProgress', 'Submitted', 'Completed'] as const;
const grading = ['FullyGraded', 'Pending', 'PendingManual', 'Failed', 'NotReady'] as const;

const scoreSchema = z
  .object({
    userId: z.union([z.string(), z.number()]).transform(String),
    timestamp: z.iso.datetime({ offset: true }),
    scoreGiven: z.number().nonnegative().optional(),
    scoreMaximum: z.number().positive().optional(),
    activityProgress: z.enum(progress),
    gradingProgress: z.enum(grading),
    comment: z.string().optional(),
  })
  .refine((score) => score.scoreGiven === undefined || score.scoreMaximum !== undefined, {
    message: 'scoreGiven needs scoreMaximum',
  });

type Score = z.infer<typeof scoreSchema>;

export interface SentScore {
  readonly lineItemId: string;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** Takes a score into the gradebook. The answer's body is empty, or `[]` for what Moodle does not understand. */
export async function receiveScore(demo: Demo, place: Place, sent: SentScore): Promise<'' | '[]'> {
  const json = parseJson(sent.body);
  const note = (status: number): void => demo.hooks.scoreReceived?.(received(demo, sent, json, status));
  try {
    const answer = await storeScore(demo, place, sent, json);
    note(200);
    return answer;
  } catch (error) {
    note(error instanceof Refused ? error.status : 500);
    throw error;
  }
}

function received({ clock }: Demo, sent: SentScore, json: unknown, status: number): ReceivedScore {
  const score = z.record(z.string(), z.unknown()).safeParse(json);
  const { lineItemId, body } = sent;
  return { lineItemId, status, receivedAt: clock(), score: score.success ? score.data : null, body };
}

async function storeScore(demo: Demo, place: Place, sent: SentScore, json: unknown): Promise<'' | '[]'> {
  const item = await getLineItem(demo, place, sent.lineItemId);
  checkMediaType(demo, sent.contentType, mediaTypes.score);
  const parsed = scoreSchema.safeParse(json);
  if (!parsed.success) return refuseUnreadable(demo, sent.body, json, parsed.error);
  await checkStudent(demo, place, parsed.data.userId);
  await keepNewest(demo, gradeOf(demo, item, parsed.data));
  return '';
}

/** Moodle answers 400, but 200 with `[]` where the JSON is broken or wrapped over lines. */
function refuseUnreadable(demo: Demo, body: string, json: unknown, error: z.ZodError): '[]' {
  const looksEmpty = json === null || body.includes('\n');
  if (demo.rules.answerBadScoresWithEmptyList && looksEmpty) return '[]';
  throw new Refused(400, 'invalid_score', z.prettifyError(error));
}

async function checkStudent({ records, rules }: Demo, place: Place, subject: string): Promise<void> {
  const person = await records.people.findOne({ subject }).lean();
  const isMember = person?.courseIds.includes(place.courseId) ?? false;
  if (!isMember || (rules.studentsOnly && person?.role !== 'trainee'))
    throw new Refused(400, 'not_a_student');
}

function gradeOf({ rules, clock }: Demo, item: DemoLineItem, score: Score): DemoGrade {
  const { scoreGiven, scoreMaximum = item.scoreMaximum } = score;
  const erased =
    scoreGiven === undefined || (rules.eraseUnlessFullyGraded && score.gradingProgress !== 'FullyGraded');
  return {
    _id: `${item._id}/${score.userId}`,
    lineItemId: item._id,
    courseId: item.courseId,
    subject: score.userId,
    second: Math.floor(Date.parse(score.timestamp) / 1000),
    score: erased ? null : Math.min(scoreGiven / scoreMaximum, 1) * item.scoreMaximum,
    comment: score.comment ?? null,
    activityProgress: score.activityProgress,
    gradingProgress: score.gradingProgress,
    receivedAt: clock(),
  };
}

/** One write that only a newer score passes: an older one finds nothing to change and cannot be added twice. */
async function keepNewest({ records, rules }: Demo, { _id, ...grade }: DemoGrade): Promise<void> {
  const filter = rules.refuseOlderScores ? { _id, second: { $lt: grade.second } } : { _id };
  try {
    await records.grades.updateOne(filter, { $set: grade }, { upsert: true });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new Refused(409, 'older_score', 'A newer score is kept already');
  }
}
