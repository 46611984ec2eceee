terraform {
  required_providers {
    octopusdeploy = {
      "source" = "OctopusDeploy/octopusdeploy"
    }
  }
}

provider "octopusdeploy" {}

variable "github_token" {
  type      = string
  sensitive = true
}

variable "web_token" {
  type      = string
  sensitive = true
}

import {
  to = octopusdeploy_space.shop
  id = "Spaces-1"
}

data "octopusdeploy_lifecycles" "back_office_default_lifecycle" {
  partial_name = "Default Lifecycle"
  space_id     = octopusdeploy_space.back_office.id
  take         = 1
}

data "octopusdeploy_project_groups" "back_office_default_project_group" {
  partial_name = "Default Project Group"
  space_id     = octopusdeploy_space.back_office.id
  take         = 1
}

resource "octopusdeploy_space" "shop" {
  name                 = "Shop"
  description          = ""
  space_managers_teams = ["teams-administrators"]
  is_default           = true
}

resource "octopusdeploy_space" "back_office" {
  name                 = "Back Office"
  description          = ""
  space_managers_teams = ["teams-administrators"]
}

resource "octopusdeploy_user_role" "approver" {
  name                      = "Approver"
  description               = ""
  granted_space_permissions = ["InterruptionView"]

  lifecycle {
    ignore_changes = [supported_restrictions]
  }
}

resource "octopusdeploy_user" "ann" {
  username      = "ann"
  display_name  = "Ann Lee"
  email_address = "ann@example.com"
  is_active     = true
  is_service    = false
}

resource "octopusdeploy_user" "robot" {
  username     = "robot"
  display_name = "Robot"
  is_active    = true
  is_service   = true
}

resource "octopusdeploy_team" "risk_team" {
  name        = "Risk Team"
  description = ""
  users       = [octopusdeploy_user.ann.id]
}

resource "octopusdeploy_environment" "shop_development" {
  space_id    = octopusdeploy_space.shop.id
  name        = "Development"
  description = "First"
  sort_order  = 0
}

resource "octopusdeploy_environment" "shop_production" {
  space_id    = octopusdeploy_space.shop.id
  name        = "Production"
  description = ""
  sort_order  = 1
}

resource "octopusdeploy_lifecycle" "shop_standard" {
  space_id    = octopusdeploy_space.shop.id
  name        = "Standard"
  description = ""

  phase {
    name                         = "Development"
    automatic_deployment_targets = [octopusdeploy_environment.shop_development.id]
  }

  phase {
    name                                  = "Production"
    optional_deployment_targets           = [octopusdeploy_environment.shop_production.id]
    minimum_environments_before_promotion = 1
  }
}

resource "octopusdeploy_git_credential" "shop_github" {
  space_id    = octopusdeploy_space.shop.id
  name        = "GitHub"
  description = ""
  username    = "shop"
  password    = var.github_token
}

resource "octopusdeploy_library_variable_set" "shop_common" {
  space_id    = octopusdeploy_space.shop.id
  name        = "Common"
  description = ""
}

resource "octopusdeploy_variable" "shop_common_registry" {
  space_id = octopusdeploy_space.shop.id
  owner_id = octopusdeploy_library_variable_set.shop_common.id
  name     = "Registry"
  type     = "String"
  value    = "dev.example.com"

  scope {
    environments = [octopusdeploy_environment.shop_development.id]
  }
}

resource "octopusdeploy_variable" "shop_common_registry_2" {
  space_id = octopusdeploy_space.shop.id
  owner_id = octopusdeploy_library_variable_set.shop_common.id
  name     = "Registry"
  type     = "String"
  value    = "example.com"

  scope {
    environments = [octopusdeploy_environment.shop_production.id]
  }
}

resource "octopusdeploy_project_group" "shop_customers" {
  space_id    = octopusdeploy_space.shop.id
  name        = "Customers"
  description = ""
}

resource "octopusdeploy_project" "shop_web" {
  space_id                          = octopusdeploy_space.shop.id
  name                              = "web"
  description                       = ""
  project_group_id                  = octopusdeploy_project_group.shop_customers.id
  lifecycle_id                      = octopusdeploy_lifecycle.shop_standard.id
  tenanted_deployment_participation = "TenantedOrUntenanted"
  included_library_variable_sets    = [octopusdeploy_library_variable_set.shop_common.id]

  template {
    name             = "Colour"
    label            = "Colour"
    help_text        = "Such as #FF0000"
    display_settings = {
      "Octopus.ControlType" = "SingleLineText"
    }
  }

  template {
    name             = "Namespace"
    label            = "Namespace"
    display_settings = {
      "Octopus.ControlType" = "SingleLineText"
    }
  }
}

resource "octopusdeploy_channel" "shop_web_hotfix" {
  space_id     = octopusdeploy_space.shop.id
  name         = "Hotfix"
  description  = ""
  project_id   = octopusdeploy_project.shop_web.id
  lifecycle_id = octopusdeploy_lifecycle.shop_standard.id
  is_default   = false
}

resource "octopusdeploy_process" "shop_web" {
  space_id   = octopusdeploy_space.shop.id
  project_id = octopusdeploy_project.shop_web.id
}

resource "octopusdeploy_process_step" "shop_web_approve" {
  space_id             = octopusdeploy_space.shop.id
  process_id           = octopusdeploy_process.shop_web.id
  name                 = "Approve"
  type                 = "Octopus.Manual"
  condition            = "Success"
  start_trigger        = "StartAfterPrevious"
  environments         = [octopusdeploy_environment.shop_production.id]
  execution_properties = {
    "Octopus.Action.Manual.Instructions"               = "May it go?"
    "Octopus.Action.Manual.ResponsibleTeamIds"         = "${octopusdeploy_team.risk_team.id},teams-everyone"
    "Octopus.Action.Manual.BlockConcurrentDeployments" = "False"
  }
}

resource "octopusdeploy_process_step" "shop_web_deploy" {
  space_id             = octopusdeploy_space.shop.id
  process_id           = octopusdeploy_process.shop_web.id
  name                 = "Deploy"
  type                 = "Octopus.HelmChartUpgrade"
  condition            = "Success"
  start_trigger        = "StartAfterPrevious"
  properties           = {
    "Octopus.Action.TargetRoles" = "k8s"
  }
  git_dependencies     = {
    "" = {
      "repository_uri"       = "https://example.com/deploy.git"
      "default_branch"       = "main"
      "git_credential_type"  = "Library"
      "git_credential_id"    = octopusdeploy_git_credential.shop_github.id
      "github_connection_id" = ""
    }
  }
  execution_properties = {
    "Octopus.Action.Script.ScriptSource"        = "GitRepository"
    "Octopus.Action.GitRepository.Source"       = "External"
    "Octopus.Action.Helm.ChartDirectory"        = "charts/web"
    "Octopus.Action.Helm.ReleaseName"           = "web"
    "Octopus.Action.Helm.Namespace"             = "shop"
    "Octopus.Action.Helm.TemplateValuesSources" = "[]"
    "Octopus.Action.Helm.ResetValues"           = "True"
    "Octopus.Action.Helm.ClientVersion"         = "V3"
  }
}

resource "octopusdeploy_process_steps_order" "shop_web" {
  space_id   = octopusdeploy_space.shop.id
  process_id = octopusdeploy_process.shop_web.id
  steps      = [octopusdeploy_process_step.shop_web_approve.id, octopusdeploy_process_step.shop_web_deploy.id]
}

resource "octopusdeploy_variable" "shop_web_level" {
  space_id = octopusdeploy_space.shop.id
  owner_id = octopusdeploy_project.shop_web.id
  name     = "Level"
  type     = "String"
  value    = "info"

  scope {
    actions = [octopusdeploy_process_step.shop_web_deploy.action_id]
  }
}

resource "octopusdeploy_variable" "shop_web_token" {
  space_id        = octopusdeploy_space.shop.id
  owner_id        = octopusdeploy_project.shop_web.id
  name            = "Token"
  type            = "Sensitive"
  is_sensitive    = true
  sensitive_value = var.web_token
}

resource "octopusdeploy_variable" "shop_web_reason" {
  space_id = octopusdeploy_space.shop.id
  owner_id = octopusdeploy_project.shop_web.id
  name     = "Reason"
  type     = "String"
  value    = ""

  scope {
    processes = [octopusdeploy_runbook.shop_web_restart.id]
  }

  prompt {
    label       = "Why"
    is_required = true

    display_settings {
      control_type = "SingleLineText"
    }
  }
}

resource "octopusdeploy_runbook" "shop_web_restart" {
  space_id           = octopusdeploy_space.shop.id
  name               = "Restart"
  description        = ""
  project_id         = octopusdeploy_project.shop_web.id
  multi_tenancy_mode = "Untenanted"
  environment_scope  = "Specified"
  environments       = [octopusdeploy_environment.shop_development.id]
}

resource "octopusdeploy_process" "shop_web_restart" {
  space_id   = octopusdeploy_space.shop.id
  project_id = octopusdeploy_project.shop_web.id
  runbook_id = octopusdeploy_runbook.shop_web_restart.id
}

resource "octopusdeploy_process_step" "shop_web_restart_restart" {
  space_id             = octopusdeploy_space.shop.id
  process_id           = octopusdeploy_process.shop_web_restart.id
  name                 = "Restart"
  type                 = "Octopus.KubernetesRunScript"
  condition            = "Success"
  start_trigger        = "StartAfterPrevious"
  properties           = {
    "Octopus.Action.TargetRoles" = "k8s"
  }
  execution_properties = {
    "Octopus.Action.RunOnServer"         = "false"
    "Octopus.Action.Script.ScriptSource" = "Inline"
    "Octopus.Action.Script.Syntax"       = "Bash"
    "Octopus.Action.Script.ScriptBody"   = "echo \"$${HOME}\""
  }
}

resource "octopusdeploy_process_steps_order" "shop_web_restart" {
  space_id   = octopusdeploy_space.shop.id
  process_id = octopusdeploy_process.shop_web_restart.id
  steps      = [octopusdeploy_process_step.shop_web_restart_restart.id]
}

resource "octopusdeploy_tenant" "shop_acme" {
  space_id    = octopusdeploy_space.shop.id
  name        = "Acme"
  description = ""
}

resource "octopusdeploy_tenant_project" "shop_acme_octopusdeploy_project_shop_web_id" {
  space_id        = octopusdeploy_space.shop.id
  tenant_id       = octopusdeploy_tenant.shop_acme.id
  project_id      = octopusdeploy_project.shop_web.id
  environment_ids = [octopusdeploy_environment.shop_production.id]
}

resource "octopusdeploy_tenant_project_variable" "shop_acme_octopusdeploy_project_shop_web_id_octopusdeploy_project_shop_web_template_0_id_octopusdeploy_environment_shop_production_id" {
  space_id    = octopusdeploy_space.shop.id
  tenant_id   = octopusdeploy_tenant.shop_acme.id
  project_id  = octopusdeploy_project.shop_web.id
  template_id = octopusdeploy_project.shop_web.template[0].id
  value       = "red"
  depends_on  = [octopusdeploy_tenant_project.shop_acme_octopusdeploy_project_shop_web_id]

  scope {
    environment_ids = [octopusdeploy_environment.shop_production.id]
  }
}

resource "octopusdeploy_tenant_project_variable" "shop_acme_octopusdeploy_project_shop_web_id_octopusdeploy_project_shop_web_template_1_id_octopusdeploy_environment_shop_production_id" {
  space_id    = octopusdeploy_space.shop.id
  tenant_id   = octopusdeploy_tenant.shop_acme.id
  project_id  = octopusdeploy_project.shop_web.id
  template_id = octopusdeploy_project.shop_web.template[1].id
  value       = "web-acme-prod"
  depends_on  = [octopusdeploy_tenant_project.shop_acme_octopusdeploy_project_shop_web_id]

  scope {
    environment_ids = [octopusdeploy_environment.shop_production.id]
  }
}

resource "octopusdeploy_environment" "back_office_development" {
  space_id    = octopusdeploy_space.back_office.id
  name        = "Development"
  description = "First"
  sort_order  = 0
}

resource "octopusdeploy_environment" "back_office_production" {
  space_id    = octopusdeploy_space.back_office.id
  name        = "Production"
  description = ""
  sort_order  = 1
}

resource "octopusdeploy_lifecycle" "back_office_standard" {
  space_id    = octopusdeploy_space.back_office.id
  name        = "Standard"
  description = ""

  phase {
    name                         = "Development"
    automatic_deployment_targets = [octopusdeploy_environment.back_office_development.id]
  }

  phase {
    name                                  = "Production"
    optional_deployment_targets           = [octopusdeploy_environment.back_office_production.id]
    minimum_environments_before_promotion = 1
  }
}

resource "octopusdeploy_git_credential" "back_office_github" {
  space_id    = octopusdeploy_space.back_office.id
  name        = "GitHub"
  description = ""
  username    = "shop"
  password    = var.github_token
}

resource "octopusdeploy_library_variable_set" "back_office_common" {
  space_id    = octopusdeploy_space.back_office.id
  name        = "Common"
  description = ""
}

resource "octopusdeploy_variable" "back_office_common_registry" {
  space_id = octopusdeploy_space.back_office.id
  owner_id = octopusdeploy_library_variable_set.back_office_common.id
  name     = "Registry"
  type     = "String"
  value    = "dev.example.com"

  scope {
    environments = [octopusdeploy_environment.back_office_development.id]
  }
}

resource "octopusdeploy_variable" "back_office_common_registry_2" {
  space_id = octopusdeploy_space.back_office.id
  owner_id = octopusdeploy_library_variable_set.back_office_common.id
  name     = "Registry"
  type     = "String"
  value    = "example.com"

  scope {
    environments = [octopusdeploy_environment.back_office_production.id]
  }
}

resource "octopusdeploy_project" "back_office_ledger" {
  space_id                          = octopusdeploy_space.back_office.id
  name                              = "ledger"
  description                       = ""
  project_group_id                  = data.octopusdeploy_project_groups.back_office_default_project_group.project_groups[0].id
  lifecycle_id                      = data.octopusdeploy_lifecycles.back_office_default_lifecycle.lifecycles[0].id
  tenanted_deployment_participation = "Untenanted"
}

resource "octopusdeploy_process" "back_office_ledger" {
  space_id   = octopusdeploy_space.back_office.id
  project_id = octopusdeploy_project.back_office_ledger.id
}

resource "octopusdeploy_process_step" "back_office_ledger_say" {
  space_id             = octopusdeploy_space.back_office.id
  process_id           = octopusdeploy_process.back_office_ledger.id
  name                 = "Say"
  type                 = "Octopus.Script"
  condition            = "Success"
  start_trigger        = "StartAfterPrevious"
  execution_properties = {
    "Octopus.Action.RunOnServer"         = "true"
    "Octopus.Action.Script.ScriptSource" = "Inline"
    "Octopus.Action.Script.Syntax"       = "Bash"
    "Octopus.Action.Script.ScriptBody"   = "echo"
  }
}

resource "octopusdeploy_process_steps_order" "back_office_ledger" {
  space_id   = octopusdeploy_space.back_office.id
  process_id = octopusdeploy_process.back_office_ledger.id
  steps      = [octopusdeploy_process_step.back_office_ledger_say.id]
}

resource "octopusdeploy_scoped_user_role" "shop_risk_team_approver" {
  space_id        = octopusdeploy_space.shop.id
  team_id         = octopusdeploy_team.risk_team.id
  user_role_id    = octopusdeploy_user_role.approver.id
  environment_ids = [octopusdeploy_environment.shop_production.id]
  project_ids     = [octopusdeploy_project.shop_web.id]
}

resource "octopusdeploy_scoped_user_role" "back_office_risk_team_project_deployer" {
  space_id     = octopusdeploy_space.back_office.id
  team_id      = octopusdeploy_team.risk_team.id
  user_role_id = "userroles-projectdeployer"
}
