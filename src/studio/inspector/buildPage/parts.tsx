import { plural } from '../../../player/words.ts';
import type { EventOf } from '../../../simulator/read.ts';
import type { Variable } from './facts.ts';

/** What each type of variable means for its value. */
const kinds: Record<string, string> = {
  PLAINTEXT: 'the value itself, for all who may see the build',
  PARAMETER_STORE: 'the name of a parameter; its value is never shown',
  SECRETS_MANAGER: 'the name of a secret; its value is never shown',
};
const setters: Record<Variable['from'], string> = {
  project: 'project',
  pipeline: 'action’s EnvironmentVariables',
};

/** The variables of project and pipeline. Those of the buildspec are not part of the build's record. */
export function Variables({ variables }: { variables: readonly Variable[] }) {
  if (variables.length === 0)
    return (
      <p className="empty">
        Neither the project nor the pipeline sets one. What the buildspec sets is not listed here:
        AWS does not list it either.
      </p>
    );
  return (
    <table className="build-variables">
      <caption className="visually-hidden">Environment variables of the build</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {variables.map(({ name, value, type, from }) => (
          <tr key={name}>
            <th scope="row" className="mono">
              {name}
            </th>
            <td>
              <span className="mono">{value === '' ? '(empty)' : value}</span>
              <span className="build-variable-kind" title={kinds[type]}>
                {type} · {setters[from]}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the build hands on to later actions. */
export function Exported(props: {
  variables: readonly { name: string; value: string }[];
  ended: boolean;
}) {
  const { variables, ended } = props;
  if (variables.length === 0)
    return (
      <p className="empty">
        {ended
          ? 'This build exports none: its buildspec lists none in env/exported-variables, or they were not set.'
          : 'They are read when the build has ended.'}
      </p>
    );
  return (
    <dl className="build-facts">
      {variables.map(({ name, value }) => (
        <div key={name}>
          <dt className="mono">{name}</dt>
          <dd className="mono">{value === '' ? '(empty)' : value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the build has put into S3. */
export function Artifacts(props: {
  artifacts: readonly EventOf<'artifact.stored'>[];
  location: string | undefined;
  onLook(seq: number): void;
}) {
  const { artifacts, location, onLook } = props;
  if (artifacts.length === 0)
    return (
      <p className="empty">
        {location === undefined ? (
          'This build has stored none up to now.'
        ) : (
          <span className="mono">{location}</span>
        )}
      </p>
    );
  return (
    <ul className="build-artifacts">
      {artifacts.map(({ seq, name, bucket, objectKey, files, bytes }) => (
        <li key={seq}>
          <button type="button" className="link" onClick={() => onLook(seq)}>
            {name}
          </button>{' '}
          <span className="faint">
            {plural(files.length, 'file')}, {bytes.toLocaleString('en')} bytes
          </span>
          <span className="mono artifact-key">
            s3://{bucket}/{objectKey}
          </span>
        </li>
      ))}
    </ul>
  );
}
