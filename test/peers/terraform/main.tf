# Everything that a space of a payments company is furnished with. What `var.changed` touches is changed in a second apply.

terraform {
  required_providers {
    octopusdeploy = {
      source = "OctopusDeploy/octopusdeploy"
    }
  }
}

provider "octopusdeploy" {}

variable "changed" {
  type    = bool
  default = false
}

resource "octopusdeploy_space" "lab" {
  name                  = "Lab"
  description           = "made by terraform"
  is_task_queue_stopped = true
  space_managers_teams  = ["teams-administrators"]
}

resource "octopusdeploy_environment" "all" {
  for_each                     = { development = 0, staging = 1, production = 2 }
  name                         = title(each.key)
  description                  = var.changed ? "changed" : "first"
  sort_order                   = each.value
  use_guided_failure           = each.key == "production"
  allow_dynamic_infrastructure = false
}

resource "octopusdeploy_tag_set" "region" {
  name        = "Region"
  description = "where a tenant is"
}

resource "octopusdeploy_tag" "region" {
  for_each    = toset(["EU", "US"])
  name        = each.key
  color       = "#3156B3"
  tag_set_id  = octopusdeploy_tag_set.region.id
  description = "tenants in ${each.key}"
}

resource "octopusdeploy_lifecycle" "standard" {
  name        = "Standard"
  description = "one after the other"

  release_retention_with_strategy {
    strategy         = "Count"
    quantity_to_keep = 30
    unit             = "Days"
  }

  tentacle_retention_with_strategy {
    strategy         = "Count"
    quantity_to_keep = 3
    unit             = "Items"
  }

  phase {
    name                         = "Development"
    automatic_deployment_targets = [octopusdeploy_environment.all["development"].id]
  }

  phase {
    name                                  = "Staging"
    optional_deployment_targets           = [octopusdeploy_environment.all["staging"].id]
    minimum_environments_before_promotion = 1
    is_optional_phase                     = var.changed
  }

  phase {
    name                        = "Production"
    optional_deployment_targets = [octopusdeploy_environment.all["production"].id]

    release_retention_with_strategy {
      strategy = "Forever"
    }
  }
}

resource "octopusdeploy_project_group" "payments" {
  name        = "Payments"
  description = var.changed ? "all that pays" : "what pays"
}

resource "octopusdeploy_git_credential" "hub" {
  name        = "Hub"
  description = "reads charts"
  username    = "reader"
  password    = "a-secret"
  repository_restrictions = {
    enabled              = true
    allowed_repositories = ["https://git.example.org/*"]
  }
}

resource "octopusdeploy_library_variable_set" "common" {
  name        = "Common"
  description = "for everybody"

  template {
    name          = "Mail"
    label         = "whom to write to"
    default_value = "nobody@example.org"
    display_settings = {
      "Octopus.ControlType" = "SingleLineText"
    }
  }
}

resource "octopusdeploy_variable" "library" {
  owner_id = octopusdeploy_library_variable_set.common.id
  name     = "Company"
  type     = "String"
  value    = "FinPay"
}

resource "octopusdeploy_username_password_account" "deployer" {
  name     = "Deployer"
  username = "deployer"
  password = "a-secret"
}

resource "octopusdeploy_token_account" "token" {
  name  = "Token"
  token = "a-token"
}

resource "octopusdeploy_static_worker_pool" "extra" {
  name        = "Extra"
  description = "more hands"
}

resource "octopusdeploy_machine_proxy" "outward" {
  name     = "Outward"
  host     = "proxy.example.org"
  port     = 8080
  username = "proxy"
  password = "a-secret"
}

resource "octopusdeploy_docker_container_registry" "images" {
  name     = "Images"
  feed_uri = "https://registry.example.org"
}

resource "octopusdeploy_helm_feed" "charts" {
  name     = "Charts"
  feed_uri = "https://charts.example.org"
  username = "reader"
  password = "a-secret"
}

resource "octopusdeploy_project" "payments" {
  name                                 = "Payments API"
  description                          = var.changed ? "pays faster" : "pays"
  lifecycle_id                         = octopusdeploy_lifecycle.standard.id
  project_group_id                     = octopusdeploy_project_group.payments.id
  tenanted_deployment_participation    = "TenantedOrUntenanted"
  included_library_variable_sets       = [octopusdeploy_library_variable_set.common.id]
  default_guided_failure_mode          = "Off"
  default_to_skip_if_already_installed = false

  connectivity_policy {
    allow_deployments_to_no_targets = true
    exclude_unhealthy_targets       = false
    skip_machine_behavior           = "None"
  }

  template {
    name          = "Namespace"
    label         = "where it runs"
    default_value = "payments"
    display_settings = {
      "Octopus.ControlType" = "SingleLineText"
    }
  }
}

resource "octopusdeploy_project_versioning_strategy" "payments" {
  project_id = octopusdeploy_project.payments.id
  template   = "#{Octopus.Version.LastMajor}.#{Octopus.Version.NextMinor}.0"
}

resource "octopusdeploy_channel" "hotfix" {
  name        = "Hotfix"
  description = "straight on"
  project_id  = octopusdeploy_project.payments.id
  is_default  = false
}

resource "octopusdeploy_process" "payments" {
  project_id = octopusdeploy_project.payments.id
}

resource "octopusdeploy_process_step" "approve" {
  process_id = octopusdeploy_process.payments.id
  name       = "Approve"
  type       = "Octopus.Manual"
  environments = [
    octopusdeploy_environment.all["production"].id,
  ]
  execution_properties = {
    "Octopus.Action.RunOnServer"                            = "true"
    "Octopus.Action.Manual.Instructions"                    = "Look at it."
    "Octopus.Action.Manual.ResponsibleTeamIds"              = "teams-administrators"
    "Octopus.Action.Manual.BlockConcurrentDeployments"      = "False"
  }
}

resource "octopusdeploy_process_step" "deploy" {
  process_id = octopusdeploy_process.payments.id
  name       = "Deploy"
  type       = "Octopus.Script"
  channels   = [octopusdeploy_channel.hotfix.id]
  notes      = var.changed ? "deploys with care" : "deploys"
  packages = {
    image = {
      package_id           = "payments-api"
      feed_id              = octopusdeploy_docker_container_registry.images.id
      acquisition_location = "NotAcquired"
      properties           = { Extract = "False" }
    }
  }
  properties = {
    "Octopus.Action.TargetRoles" = "web"
  }
  execution_properties = {
    "Octopus.Action.RunOnServer"         = "true"
    "Octopus.Action.Script.ScriptSource" = "Inline"
    "Octopus.Action.Script.Syntax"       = "Bash"
    "Octopus.Action.Script.ScriptBody"   = "echo deployed"
  }
}

resource "octopusdeploy_process_steps_order" "payments" {
  process_id = octopusdeploy_process.payments.id
  steps = [
    octopusdeploy_process_step.approve.id,
    octopusdeploy_process_step.deploy.id,
  ]
}

resource "octopusdeploy_variable" "plain" {
  owner_id    = octopusdeploy_project.payments.id
  name        = "Replicas"
  type        = "String"
  value       = var.changed ? "5" : "3"
  description = "how many"

  scope {
    environments = [octopusdeploy_environment.all["production"].id]
    channels     = [octopusdeploy_channel.hotfix.id]
  }
}

resource "octopusdeploy_variable" "secret" {
  owner_id        = octopusdeploy_project.payments.id
  name            = "Password"
  type            = "Sensitive"
  is_sensitive    = true
  sensitive_value = "a-secret"
}

resource "octopusdeploy_variable" "prompted" {
  owner_id = octopusdeploy_project.payments.id
  name     = "Ticket"
  type     = "String"

  prompt {
    label       = "Ticket"
    description = "why"
    is_required = true
  }
}

resource "octopusdeploy_runbook" "restart" {
  project_id         = octopusdeploy_project.payments.id
  name               = "Restart"
  description        = "when it hangs"
  multi_tenancy_mode = "TenantedOrUntenanted"
  environment_scope  = "Specified"
  environments       = [octopusdeploy_environment.all["development"].id]

  retention_policy_with_strategy {
    strategy         = "Count"
    quantity_to_keep = 10
    unit             = "Items"
  }
}

resource "octopusdeploy_process" "restart" {
  project_id = octopusdeploy_project.payments.id
  runbook_id = octopusdeploy_runbook.restart.id
}

resource "octopusdeploy_process_step" "restart" {
  process_id = octopusdeploy_process.restart.id
  name       = "Restart"
  type       = "Octopus.Script"
  execution_properties = {
    "Octopus.Action.RunOnServer"         = "true"
    "Octopus.Action.Script.ScriptSource" = "Inline"
    "Octopus.Action.Script.Syntax"       = "Bash"
    "Octopus.Action.Script.ScriptBody"   = "echo restarted"
  }
}

resource "octopusdeploy_tenant" "acme" {
  name        = "Acme"
  description = "a customer"
  tenant_tags = ["Region/EU"]
  depends_on  = [octopusdeploy_tag.region]
}

resource "octopusdeploy_tenant_project" "acme" {
  tenant_id       = octopusdeploy_tenant.acme.id
  project_id      = octopusdeploy_project.payments.id
  environment_ids = [octopusdeploy_environment.all["production"].id]
}

resource "octopusdeploy_tenant_project_variable" "namespace" {
  tenant_id   = octopusdeploy_tenant.acme.id
  project_id  = octopusdeploy_project.payments.id
  template_id = octopusdeploy_project.payments.template[0].id
  value       = "acme"

  scope {
    environment_ids = [octopusdeploy_environment.all["production"].id]
  }

  depends_on = [octopusdeploy_tenant_project.acme]
}

resource "octopusdeploy_tenant_common_variable" "mail" {
  tenant_id               = octopusdeploy_tenant.acme.id
  library_variable_set_id = octopusdeploy_library_variable_set.common.id
  template_id             = octopusdeploy_library_variable_set.common.template[0].id
  value                   = "acme@example.org"
  depends_on              = [octopusdeploy_tenant_project.acme]
}

resource "octopusdeploy_user" "maria" {
  display_name  = "Maria Rossi"
  username      = "maria.rossi"
  email_address = "maria.rossi@example.org"
  password      = "not-a-real-one-1"
  is_active     = true
  is_service    = false
}

resource "octopusdeploy_user_role" "lookers" {
  name                      = "Lookers"
  description               = "may look"
  granted_space_permissions = ["ProjectView", "EnvironmentView"]

  # The server says which restrictions the permissions know; the provider takes that for a difference.
  lifecycle {
    ignore_changes = [supported_restrictions]
  }
}

resource "octopusdeploy_team" "lookers" {
  name        = "Lookers"
  description = "who looks"
  users       = [octopusdeploy_user.maria.id]
}

resource "octopusdeploy_scoped_user_role" "lookers" {
  space_id        = "Spaces-1"
  team_id         = octopusdeploy_team.lookers.id
  user_role_id    = octopusdeploy_user_role.lookers.id
  environment_ids = [octopusdeploy_environment.all["development"].id]
}

resource "octopusdeploy_machine_policy" "patient" {
  name        = "Patient"
  description = "waits longer"
}

resource "octopusdeploy_cloud_region_deployment_target" "europe" {
  name         = "Europe"
  roles        = ["web"]
  environments = [octopusdeploy_environment.all["development"].id]
}

resource "octopusdeploy_deployment_freeze" "holidays" {
  name  = "Holidays"
  start = "2030-12-24T00:00:00+00:00"
  end   = "2031-01-02T00:00:00+00:00"
}

resource "octopusdeploy_deployment_freeze_project" "holidays" {
  deploymentfreeze_id = octopusdeploy_deployment_freeze.holidays.id
  project_id          = octopusdeploy_project.payments.id
  environment_ids     = [octopusdeploy_environment.all["production"].id]
}

data "octopusdeploy_environments" "all" {
  take       = 10
  depends_on = [octopusdeploy_environment.all]
}

data "octopusdeploy_projects" "payments" {
  partial_name = "Payments"
  take         = 10
  depends_on   = [octopusdeploy_project.payments]
}

output "environments" {
  value = length(data.octopusdeploy_environments.all.environments)
}

output "projects" {
  value = data.octopusdeploy_projects.payments.projects[*].name
}
