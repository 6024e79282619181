import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { edited, simulate } from '../../unit/engine/support.ts';
import { show } from './show.tsx';

afterEach(cleanup);

/** The run of a build with this buildspec, and the event with which its source phase ends. */
async function failedRun(text: string) {
  const recording = await simulate(
    edited('node-site-to-s3', ({ repository }) => {
      repository.files['buildspec.yml'] = text;
    }),
  );
  const failed = recording.events.find(
    (event) =>
      event.type === 'build.phase' &&
      event.phase === 'DOWNLOAD_SOURCE' &&
      event.status === 'FAILED',
  );
  return { recording, seq: failed?.seq ?? 0 };
}

const about = () => screen.getByRole('complementary', { name: 'About the wording' });

describe('where the words are from', () => {
  it('Why marks words of our own', async () => {
    const { recording, seq } = await failedRun('version: 0.2\nphases: []\n');
    show(recording, seq);
    expect(within(about()).getByText('wording not verified')).toBeTruthy();
  });

  it('Why names the logs that have the words', async () => {
    const { recording, seq } = await failedRun(
      'version: 0.2\nphases:\n  build:\n    commands:\n      - echo a: b\n',
    );
    show(recording, seq);
    expect(within(about()).getByText('observed log')).toBeTruthy();
    expect(about().textContent).toContain('Posted build logs');
  });

  it('the build page and the log carry the sign too', async () => {
    const { recording, seq } = await failedRun('version: 0.2\nphases: []\n');
    show(recording, seq, 'build');
    expect(screen.getByText('wording not verified')).toBeTruthy();
    cleanup();
    show(recording, recording.events.length - 1, 'logs');
    expect(screen.getByText('wording not verified')).toBeTruthy();
  });
});
