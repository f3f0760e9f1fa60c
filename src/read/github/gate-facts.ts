/** How a branch and an environment are protected, as GitHub tells a token that may read it. */
import { type Github, GithubError, ownerAndName } from '../../github/github.ts';

type Known<T> = { known: true; value: T } | { known: false; why: string; next: string };

interface RuleRow {
  type?: string;
  parameters?: {
    required_status_checks?: { context?: string; integration_id?: number | null }[];
    require_code_owner_review?: boolean;
  };
}

interface ProtectionRow {
  required_status_checks?: { checks?: { context?: string; app_id?: number | null }[] } | null;
  required_pull_request_reviews?: { require_code_owner_reviews?: boolean };
}

interface EnvironmentRow {
  can_admins_bypass?: boolean;
  deployment_branch_policy?: { protected_branches?: boolean; custom_branch_policies?: boolean } | null;
  protection_rules?: { type?: string; reviewers?: unknown[]; prevent_self_review?: boolean }[];
}

async function asked<T>(work: () => Promise<T>): Promise<Known<T>> {
  try {
    return { known: true, value: await work() };
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    return { known: false, why: error.message, next: error.next };
  }
}

/** -1 is how classic protection writes "any App". */
const appOf = (id: number | null | undefined): number | null =>
  id === undefined || id === null || id < 0 ? null : id;

/** Rulesets and classic protection together. Classic protection that may not be read is known only where rulesets suffice. */
export async function readBranch(github: Github, repository: string, branch: string) {
  return await asked(async () => {
    const parameters = { ...ownerAndName(repository), branch };
    const rules = (
      await github.request<RuleRow[]>('GET /repos/{owner}/{repo}/rules/branches/{branch}', parameters)
    ).data;
    const ruled = rules.flatMap(({ type, parameters: told }) =>
      type === 'required_status_checks' ? (told?.required_status_checks ?? []) : [],
    );
    const required = ruled.map(({ context = '', integration_id }) => ({
      context,
      app: appOf(integration_id),
    }));
    const ownersReview = rules.some(({ parameters: told }) => told?.require_code_owner_review === true);
    if (required.length > 0 && ownersReview) return { required, ownersReview };
    const classic = await readProtection(github, parameters);
    const checks = (classic?.required_status_checks?.checks ?? []).map(({ context = '', app_id }) => ({
      context,
      app: appOf(app_id),
    }));
    const reviews = classic?.required_pull_request_reviews?.require_code_owner_reviews === true;
    return { required: [...required, ...checks], ownersReview: ownersReview || reviews };
  });
}

/** Null: the branch is not protected that way. */
async function readProtection(
  github: Github,
  parameters: Record<string, string>,
): Promise<ProtectionRow | null> {
  try {
    return (
      await github.request<ProtectionRow>(
        'GET /repos/{owner}/{repo}/branches/{branch}/protection',
        parameters,
      )
    ).data;
  } catch (error) {
    if (error instanceof GithubError && error.status === 404) return null;
    throw error;
  }
}

/** Null: there is no such environment. */
export async function readEnvironment(github: Github, repository: string, name: string) {
  return await asked(async () => {
    const route = 'GET /repos/{owner}/{repo}/environments/{environment_name}';
    const parameters = { ...ownerAndName(repository), environment_name: name };
    const row = await github.request<EnvironmentRow>(route, parameters).then(
      ({ data }) => data,
      (error: unknown) => {
        if (error instanceof GithubError && error.status === 404) return null;
        throw error;
      },
    );
    if (row === null) return null;
    const reviews = (row.protection_rules ?? []).filter(({ type }) => type === 'required_reviewers');
    const policy = row.deployment_branch_policy;
    return {
      reviewers: reviews.reduce((sum, { reviewers }) => sum + (reviewers?.length ?? 0), 0),
      preventsSelfReview: reviews.some(({ prevent_self_review }) => prevent_self_review === true),
      isBranchBound: policy?.protected_branches === true || policy?.custom_branch_policies === true,
      adminsBypass: row.can_admins_bypass !== false,
    };
  });
}
