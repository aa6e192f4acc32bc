import { quirksOf } from '../../src/lti/platforms/quirks-of.ts';

const { wayBack } = quirksOf('moodle');

describe("the way back to a Moodle's course", () => {
  it('is the course itself, since the return address is good for one login only', () => {
    const returnUrl =
      'https://school.example/lms/mod/lti/return.php?course=12&launch_container=5&instanceid=9&sesskey=DniWMWb502';
    expect(wayBack(returnUrl)).toBe('https://school.example/lms/course/view.php?id=12');
  });

  it.each([
    'https://school.example/course/view.php?id=12',
    'https://school.example/mod/lti/return.php?instanceid=9',
    'https://school.example/mod/lti/return.php?course=12a',
  ])('is %s as it came, where it is no such address', (address) => {
    expect(wayBack(address)).toBe(address);
  });

  it('is the return address on other platforms', () => {
    const address = 'https://canvas.example/mod/lti/return.php?course=12';
    expect(quirksOf('canvas').wayBack(address)).toBe(address);
    expect(quirksOf(null).wayBack(address)).toBe(address);
  });
});
