import sharp, { type Sharp } from 'sharp';
import { FileBroken } from './errors.ts';

/** Pixels of a whole picture; a phone's photo has 12 to 50 million. */
const mostPixels = 120_000_000;
const stripped = ['image/jpeg', 'image/png', 'image/webp'] as const;
type Stripped = (typeof stripped)[number];

export function isStrippedImage(type: string): type is Stripped {
  return (stripped as readonly string[]).includes(type);
}

/**
 * Writes a picture anew without what a camera noted: place, time, device, author. It is turned as its note said, and keeps
 * its colours. @throws FileBroken
 */
export async function stripImage(from: string, to: string, type: Stripped): Promise<void> {
  const picture = sharp(from, { limitInputPixels: mostPixels, animated: type === 'image/webp' });
  const upright = (type === 'image/webp' ? picture : picture.autoOrient()).keepIccProfile();
  try {
    await inFormat(upright, type).toFile(to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== undefined || /no space|ENOSPC/i.test(String(error)))
      throw error;
    throw new FileBroken('A picture that cannot be read', {}, { cause: error });
  }
}

function inFormat(picture: Sharp, type: Stripped): Sharp {
  switch (type) {
    case 'image/jpeg':
      return picture.jpeg({ quality: 90, mozjpeg: false });
    case 'image/png':
      return picture.png();
    case 'image/webp':
      return picture.webp({ quality: 90 });
  }
}
