import type { ContainerVariable } from '../../../simulator/read.ts';

const setBy: Record<ContainerVariable['from'], string> = {
  codebuild: 'CodeBuild',
  image: 'the image',
  project: 'the project',
  buildspec: 'the buildspec',
  override: 'who started the build',
  store: 'a secret store',
  command: 'a command',
};
/** What people set themselves comes first. */
const order: readonly ContainerVariable['from'][] = [
  'command',
  'buildspec',
  'override',
  'project',
  'store',
  'codebuild',
  'image',
];

/** The environment that a command sees now, by who set each variable. */
export function Variables(props: { variables: readonly ContainerVariable[]; filter: string }) {
  const wanted = props.filter.trim().toLowerCase();
  const found = props.variables.filter(({ name, value }) =>
    `${name}=${value}`.toLowerCase().includes(wanted),
  );
  if (found.length === 0)
    return <p className="soft">{wanted === '' ? 'No variable is set.' : 'No variable matches.'}</p>;
  return order.map((from) => {
    const own = found.filter((variable) => variable.from === from);
    if (own.length === 0) return null;
    return (
      <section key={from} className="variables" aria-label={`Set by ${setBy[from]}`}>
        <h3>
          Set by {setBy[from]} <span className="faint">{own.length}</span>
        </h3>
        <dl>
          {own.map(({ name, value }) => (
            <div key={name}>
              <dt className="mono">{name}</dt>
              <dd className="mono">
                {value === '' ? <span className="faint">empty</span> : value}
                {value.includes('***') && (
                  <span className="variable-masked"> masked, as in the log</span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    );
  });
}
