import { expect, it } from 'vitest';
import { curatedImageList } from '../../../src/simulator/codebuild/curatedImageList.ts';
import { curatedImages } from '../../../src/simulator/codebuild/imageTable.ts';

it('lists every image whose contents are known, and no other', () => {
  const listed = curatedImageList.map(({ image }) => image);
  expect(listed.toSorted()).toEqual(Object.keys(curatedImages).toSorted());
  for (const { image, type } of curatedImageList)
    expect(type === 'ARM_CONTAINER', image).toBe(image.includes('aarch64'));
});
