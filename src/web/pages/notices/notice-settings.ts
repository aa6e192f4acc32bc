import type { RequestHandler } from 'express';
import { isAddress, traineeNotices, trainerNotices, type NoticeKind } from '../../../notices/index.ts';
import type { WebDeps } from '../../deps.ts';
import { noticeForm, noticeSettingsQuery } from '../../forms/notice-forms.ts';
import { readOwnForm } from '../../forms/own-form.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf, type Viewer } from '../../middleware/viewer.ts';
import { paths } from '../../paths.ts';
import type { Translate } from '../../texts.ts';

/** Which mails somebody gets in this cohort. */
export function showNoticeSettings(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { t } = contextOf(res);
    const { saved } = noticeSettingsQuery.parse(req.query);
    const model = viewModel({
      ...{ kinds: kindsFor(viewer), sendsMail: deps.mail.sendsMail, t },
      address: viewer.enrolment.email,
      off: await deps.mail.settings.listOff(viewer.enrolment.id),
      action: paths.noticeSettings.to(viewer.where),
      isSaved: saved !== undefined,
    });
    deps.page(res, { view: 'notices/settings', title: t('mail:title'), model });
  };
}

/** Stores which mails are wanted. */
export function postNoticeSettings(deps: WebDeps): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res);
    const { want } = readOwnForm(req, viewer, noticeForm);
    const off = kindsFor(viewer).filter((kind) => !want.includes(kind));
    await deps.mail.settings.switchOff(viewer.enrolment.id, off);
    res.redirect(303, `${paths.noticeSettings.to(viewer.where)}?saved=1`);
  };
}

/** The mails that there are for somebody. */
function kindsFor(viewer: Viewer): readonly NoticeKind[] {
  return [...(viewer.may('hand-in') ? traineeNotices : []), ...(viewer.may('grade') ? trainerNotices : [])];
}

export interface NoticeSettingsInput {
  readonly kinds: readonly NoticeKind[];
  readonly off: readonly NoticeKind[];
  readonly address: string | null;
  readonly sendsMail: boolean;
  readonly action: string;
  readonly isSaved: boolean;
  readonly t: Translate;
}

export interface NoticeSettingsModel {
  readonly text: string;
  readonly action: string;
  readonly isSaved: boolean;
  readonly boxes: readonly { readonly value: string; readonly text: string; readonly checked: boolean }[];
}

export function viewModel(input: NoticeSettingsInput): NoticeSettingsModel {
  const { kinds, off, address, sendsMail, action, isSaved, t } = input;
  const isKnown = address !== null && isAddress(address);
  const text = isKnown ? t('mail:intro', { address }) : t('mail:noAddress');
  return {
    text: sendsMail ? text : t('mail:noServer'),
    ...{ action, isSaved },
    boxes: kinds.map((kind) => ({ value: kind, text: t(`mail:kind.${kind}`), checked: !off.includes(kind) })),
  };
}
