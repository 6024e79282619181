import { describe, expect, it } from 'vitest';
import { toolsFor } from '../../../src/simulator/shell/tools/index.ts';
import { run } from '../shell/support/container.ts';

const image = 'aws/codebuild/standard:7.0';
const sh = (command: string, files: Record<string, string> = {}) =>
  run(command, { tools: toolsFor(image), image, files, cwd: '/src' });

const pom = (body: string) =>
  `<?xml version="1.0"?>\n<!-- <artifactId>no</artifactId> -->\n<project>\n<parent><artifactId>up</artifactId><version>9</version></parent>\n${body}\n<dependencies><dependency><artifactId>dep</artifactId><version>3</version></dependency></dependencies>\n</project>\n`;
const test =
  'package a.b;\nclass OneTest {\n  @Test\n  void works() {}\n  @Test public void fails() {}\n}\n';

describe('mvn', () => {
  it('needs a POM', async () => {
    const ran = await sh('mvn clean package');
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain(
      '[ERROR] The goal you specified requires a project to execute but there is no POM in this directory (/src). Please verify you invoked Maven from the correct directory. -> [Help 1]\n',
    );
  });

  it('knows its phases', async () => {
    const ran = await sh('mvn pakage', { 'pom.xml': pom('<artifactId>web</artifactId>') });
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain(
      '[ERROR] Unknown lifecycle phase "pakage". You must specify a valid',
    );
  });

  it('makes the archive that the POM names, and reports of the tests', async () => {
    const ran = await sh('mvn -B package && ls target && cat target/surefire-reports/*.xml', {
      'pom.xml': pom(
        '<artifactId>web</artifactId><packaging>war</packaging><version>1.2</version>',
      ),
      'src/test/java/a/b/OneTest.java': test,
    });
    expect(ran).toMatchObject({ exitCode: 0, fidelity: 'assumed' });
    expect(ran.stdout).toContain('[INFO] Building war: /src/target/web-1.2.war\n');
    expect(ran.stdout).toContain('[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0\n');
    expect(ran.stdout).toContain('classes\nsurefire-reports\nweb-1.2.war\n');
    expect(ran.stdout).toContain('<testcase classname="a.b.OneTest" name="works"');
  });

  it('builds modules, skips tests, evaluates fields', async () => {
    const files = {
      'pom.xml': pom(
        '<artifactId>all</artifactId><packaging>pom</packaging><modules><module>one</module></modules>',
      ),
      'one/pom.xml': pom('<artifactId>one</artifactId><build><finalName>app</finalName></build>'),
      'one/src/test/java/a/b/OneTest.java': test,
    };
    const ran = await sh(
      'mvn -q install -DskipTests && find . -path "*target/*" -type f; mvn help:evaluate -Dexpression=project.version -q -DforceStdout',
      files,
    );
    expect(ran.stdout).toBe('./one/target/app.jar\n9\n');
    const gone = await sh('mvn verify', { 'pom.xml': files['pom.xml'] });
    expect(gone.stdout).toContain('Child module /src/one of /src/pom.xml does not exist');
    expect(gone.exitCode).toBe(1);
  });
});

describe('gradle and java', () => {
  it('needs a build', async () => {
    const ran = await sh('gradle build');
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain("Directory '/src' does not contain a Gradle build.\n");
  });

  it('makes the archives of all projects; ./gradlew ends in it', async () => {
    const gradlew =
      '#!/bin/sh\nexec java -classpath gradle/wrapper/gradle-wrapper.jar org.gradle.wrapper.GradleWrapperMain "$@"\n';
    const ran = await sh('chmod +x gradlew; ./gradlew build -x test && find . -name "*.jar"', {
      gradlew,
      'settings.gradle': "rootProject.name = 'shop'\ninclude 'api'\n",
      'build.gradle': "version = '2.0'\n",
      'api/build.gradle': 'plugins {}\n',
    });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toMatch(
      /BUILD SUCCESSFUL in \d+s\n\.\/api\/build\/libs\/api\.jar\n\.\/build\/libs\/shop-2\.0\.jar\n$/,
    );
  });

  it('java wants its jar, javac its sources', async () => {
    expect(await sh('java -jar app.jar')).toMatchObject({
      out: 'Error: Unable to access jarfile app.jar\n',
      exitCode: 1,
    });
    expect((await sh('javac A.java')).stderr).toMatch(/^error: file not found: A\.java\n/);
    expect((await sh('javac -d out A.java && ls out', { 'A.java': '' })).stdout).toBe('A.class\n');
  });
});
