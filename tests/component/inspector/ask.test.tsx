import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { refusedRun } from './fixture.ts';
import { seqOf, show } from './show.tsx';

afterEach(cleanup);

const run = refusedRun();
const field = (name: string) => screen.getByRole<HTMLInputElement>('combobox', { name });

describe('Ask', () => {
  it('takes over the call at the playhead, and gives the verdict, the tree and AWS’s words', async () => {
    const { user } = show(run, seqOf(run, 's3:PutObject'));
    await user.click(screen.getByRole('button', { name: 'Ask about this call' }));
    expect(field('Principal').value).toBe('arn:aws:iam::111122223333:role/web-build-role');
    expect(field('Action').value).toBe('s3:PutObject');
    expect(field('Resource').value).toBe('arn:aws:s3:::acme-web-site/index.html');
    await user.click(screen.getByRole('button', { name: 'Ask IAM' }));
    const answer = await screen.findByRole('region', { name: 'Answer of IAM' });
    expect(answer.textContent).toContain('Implicitly denied · s3:PutObject');
    expect(answer.textContent).toMatch(
      /is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::acme-web-site\/index.html" because no identity-based policy allows the s3:PutObject action/,
    );
    expect(within(answer).getByText('action s3:GetObject ≠ s3:PutObject')).toBeTruthy();
  });

  it('answers another question by keyboard, and forgets an answer to an older one', async () => {
    const { user } = show(run, seqOf(run, 's3:PutObject'), 'ask');
    await user.clear(field('Action'));
    await user.type(field('Action'), 's3:GetObject{Enter}');
    const answer = await screen.findByRole('region', { name: 'Answer of IAM' });
    expect(answer.textContent).toContain('Allowed · s3:GetObject');
    await user.type(field('Action'), 'Acl');
    expect(screen.queryByRole('region', { name: 'Answer of IAM' })).toBeNull();
  });

  it('has rows of context that come and go', async () => {
    const { user } = show(run, seqOf(run, 's3:PutObject'), 'ask');
    await user.click(screen.getByRole('button', { name: 'Add a key' }));
    await user.type(screen.getByLabelText('Key 1'), 'aws:SourceIp');
    await user.type(screen.getByLabelText('Value 1'), '203.0.113.7');
    await user.click(screen.getByRole('button', { name: 'Remove key 1, aws:SourceIp' }));
    expect(screen.queryByLabelText('Key 1')).toBeNull();
  });

  it('sends the context along', async () => {
    const { session, user } = show(run, seqOf(run, 's3:PutObject'), 'ask');
    await user.click(screen.getByRole('button', { name: 'Add a key' }));
    await user.type(screen.getByLabelText('Key 1'), 'aws:SourceIp');
    await user.type(screen.getByLabelText('Value 1'), '203.0.113.7');
    const asked: unknown[] = [];
    const { client } = session.getState();
    const { ask } = client;
    client.ask = (scenario, question) => {
      asked.push(question.context);
      return ask(scenario, question);
    };
    await user.click(screen.getByRole('button', { name: 'Ask IAM' }));
    await screen.findByRole('region', { name: 'Answer of IAM' });
    expect(asked).toEqual([{ 'aws:SourceIp': '203.0.113.7' }]);
  });

  it('leads from a statement of the answer to the editor', async () => {
    const { session, user } = show(run, seqOf(run, 's3:PutObject'), 'ask');
    await user.click(screen.getByRole('button', { name: 'Ask IAM' }));
    await screen.findByRole('region', { name: 'Answer of IAM' });
    await user.click(screen.getByRole('button', { name: 'Open Site in the editor' }));
    expect(session.getState().current).toBe('role:web-build-role/policy:Site');
  });
});
