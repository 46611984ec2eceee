#!/usr/bin/env bash
# The same Friday with the Octopus CLI, curl and jq: one car after the other, one environment after the other.
# Wants OCTOPUS_URL, OCTOPUS_API_KEY, KUBECONFIG, and the path of the CLI in OCTOPUS_CLI.
set -euo pipefail

version=1.1.0

cli() { "$OCTOPUS_CLI" --no-prompt "$@"; }
api() { curl -sSf -H "X-Octopus-ApiKey: $OCTOPUS_API_KEY" "$OCTOPUS_URL/api/$1"; }
named() { jq -r --arg name "$1" '.[] | select(.Name == $name).Id'; }

# The tasks on stdin have to succeed.
succeed() { # SPACE
  xargs "$OCTOPUS_CLI" --no-prompt task wait --space "$1" >/dev/null
}

create_release() { # SPACE PROJECT
  cli release create --space "$1" --project "$2" --version "$version" --ignore-existing --output-format json >/dev/null
}

# The server deploys a new release to Development by itself.
deployed_by_server() { # SPACE PROJECT [TENANT]
  local space project environment release query task=''
  space=$(api spaces/all | named "$1")
  project=$(api "$space/projects/all" | named "$2")
  environment=$(api "$space/environments/all" | named Development)
  release=$(api "$space/projects/$project/releases/$version" | jq -r .Id)
  query="projects=$project&environments=$environment&take=10"
  [ -z "${3-}" ] || query="$query&tenants=$(api "$space/tenants/all" | named "$3")"
  until [ -n "$task" ]; do
    task=$(api "$space/deployments?$query" | jq -r --arg id "$release" '.Items[] | select(.ReleaseId == $id).TaskId')
    [ -n "$task" ] || sleep 2
  done
  echo "$task" | succeed "$1"
}

deploy() { # SPACE PROJECT ENVIRONMENT [TENANT]
  local tenant=()
  [ -z "${4-}" ] || tenant=(--tenant "$4")
  cli release deploy --space "$1" --project "$2" --version "$version" --environment "$3" "${tenant[@]}" --output-format json |
    jq -r '.[].ServerTaskId' | succeed "$1"
}

approve() { # PROJECT
  cli runbook run --space Platform --project 'Release Trains' --name 'Train Approval' --environment Production \
    --variable 'Train.Team:Risk Team' --variable 'Train.Run:friday' --variable "Train.Car:$1" \
    --variable 'Train.Environment:Production' --variable "Train.Release:$version" \
    --variable 'Train.Requester:Alex Rivera' --variable 'Train.Plan:friday' --output-format json |
    jq -r '.[].ServerTaskId' | succeed Platform
}

smoke() { # CONTEXT NAMESPACE SERVICE
  local server token
  server=$(jq -r --arg name "$1" '.clusters[] | select(.name == $name).cluster.server' "$KUBECONFIG")
  token=$(jq -r '.users[0].user.token' "$KUBECONFIG")
  curl -sSf -o /dev/null -H "Authorization: Bearer $token" "$server/api/v1/namespaces/$2/services/$3/proxy/"
}

# Its own process asks the Risk Team before Production.
create_release Payments payments-api
deployed_by_server Payments payments-api
smoke kind-finpay-dev payments-dev payments-api
deploy Payments payments-api Staging
smoke kind-finpay-dev payments-staging payments-api
deploy Payments payments-api Production
smoke kind-finpay-prod payments-prod payments-api

create_release Payments fraud-detector
deployed_by_server Payments fraud-detector
deploy Payments fraud-detector Staging
approve fraud-detector
deploy Payments fraud-detector Production

create_release Merchants merchant-portal
deployed_by_server Merchants merchant-portal 'Acme Corp'
deploy Merchants merchant-portal Staging 'Acme Corp'
approve merchant-portal
deploy Merchants merchant-portal Production 'Acme Corp'
