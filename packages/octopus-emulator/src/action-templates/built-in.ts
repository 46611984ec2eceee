/** A kind of step that every server has. */
interface BuiltInStep {
  readonly type: string;
  readonly name: string;
  readonly category: string;
}

/** Kinds of steps. [client for the types, guess for names and categories] */
export const builtInSteps: readonly BuiltInStep[] = [
  { type: 'Octopus.Script', name: 'Run a Script', category: 'Script' },
  { type: 'Octopus.KubernetesRunScript', name: 'Run a kubectl script', category: 'Kubernetes' },
  { type: 'Octopus.KubernetesDeployRawYaml', name: 'Deploy Kubernetes YAML', category: 'Kubernetes' },
  {
    type: 'Octopus.KubernetesDeployContainers',
    name: 'Configure and apply Kubernetes resources',
    category: 'Kubernetes',
  },
  { type: 'Octopus.Kubernetes.Kustomize', name: 'Deploy with Kustomize', category: 'Kubernetes' },
  { type: 'Octopus.HelmChartUpgrade', name: 'Deploy a Helm Chart', category: 'Kubernetes' },
  { type: 'Octopus.ArgoCDUpdateImageTags', name: 'Update Argo CD Application Image Tags', category: 'ArgoCD' },
  { type: 'Octopus.ArgoCDUpdateManifests', name: 'Update Argo CD Application Manifests', category: 'ArgoCD' },
  { type: 'Octopus.TentaclePackage', name: 'Deploy a Package', category: 'Package' },
  { type: 'Octopus.TransferPackage', name: 'Transfer a Package', category: 'Package' },
  { type: 'Octopus.IIS', name: 'Deploy to IIS', category: 'WindowsServer' },
  { type: 'Octopus.WindowsService', name: 'Deploy a Windows Service', category: 'WindowsServer' },
  { type: 'Octopus.Manual', name: 'Manual Intervention Required', category: 'BuiltInStep' },
  { type: 'Octopus.Email', name: 'Send an Email', category: 'BuiltInStep' },
  { type: 'Octopus.HealthCheck', name: 'Health Check', category: 'BuiltInStep' },
  { type: 'Octopus.DeployRelease', name: 'Deploy a Release', category: 'BuiltInStep' },
  { type: 'Octopus.DockerRun', name: 'Run a Docker Container', category: 'Docker' },
  { type: 'Octopus.TerraformApply', name: 'Apply a Terraform template', category: 'Terraform' },
  { type: 'Octopus.TerraformPlan', name: 'Plan to apply a Terraform template', category: 'Terraform' },
  { type: 'Octopus.TerraformDestroy', name: 'Destroy Terraform resources', category: 'Terraform' },
  { type: 'Octopus.AwsRunScript', name: 'Run an AWS CLI Script', category: 'Aws' },
  { type: 'Octopus.AwsRunCloudFormation', name: 'Deploy an AWS CloudFormation template', category: 'Aws' },
  { type: 'Octopus.AzurePowerShell', name: 'Run an Azure Script', category: 'Azure' },
  { type: 'Octopus.AzureAppService', name: 'Deploy an Azure App Service', category: 'Azure' },
  { type: 'Octopus.GoogleCloudScripting', name: 'Run gcloud in a Script', category: 'GoogleCloud' },
];

const names: Readonly<Record<string, string>> = {
  ArgoCD: 'Argo CD',
  Aws: 'AWS',
  BuiltInStep: 'Other',
  GoogleCloud: 'Google Cloud',
  WindowsServer: 'Windows Server',
  StepTemplate: 'Step Templates',
};

/** Categories that steps are found under, those that a team made itself among them. [guess] */
export const categories: readonly { readonly id: string; readonly name: string }[] = [
  ...new Set([...builtInSteps.map(({ category }) => category), 'StepTemplate']),
].map((id) => ({ id, name: names[id] ?? id }));
