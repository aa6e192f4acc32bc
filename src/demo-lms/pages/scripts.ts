/** The few lines that pages add where scripts run; without them a button does the same. */
export const scripts: Readonly<Record<string, string>> = {
  /** Presses the button of a form that only passes on. */
  press: "document.querySelector('form[data-press]').submit();",
  /** Shows the course again once a picker in a frame is done. */
  'leave-frame':
    "if (window.parent !== window) window.parent.location.assign(document.querySelector('a[data-leave]').href);",
  /** Goes on when the tool's registration page says that it is done. */
  'registration-closed': `window.addEventListener('message', (event) => {
  if (event.data && event.data.subject === 'org.imsglobal.lti.close') {
    window.location.assign(document.querySelector('a[data-leave]').href);
  }
});`,
  /** Heeds lti.frameResize, and keeps what a tool puts into the platform's storage while the page is open. */
  frame: `const frame = document.querySelector('iframe');
const stored = new Map();
const messages = {
  'lti.frameResize': (message) => {
    if (Number(message.height) > 200) frame.height = Math.ceil(Number(message.height));
    return null;
  },
};
if (frame.dataset.storage === 'on') {
  messages['lti.capabilities'] = () => ({
    supported_messages: ['lti.capabilities', 'lti.frameResize', 'lti.put_data', 'lti.get_data'].map((subject) => ({ subject })),
  });
  messages['lti.put_data'] = ({ key, value }, origin) => {
    stored.set(origin + ' ' + key, value);
    return { key, value };
  };
  messages['lti.get_data'] = ({ key }, origin) => ({ key, value: stored.get(origin + ' ' + key) ?? null });
}
window.addEventListener('message', (event) => {
  const message = event.data;
  const answer = message && typeof message === 'object' ? messages[message.subject]?.(message, event.origin) : null;
  if (!answer) return;
  const envelope = { subject: message.subject + '.response', message_id: message.message_id };
  event.source.postMessage({ ...envelope, ...answer }, event.origin);
});`,
};
