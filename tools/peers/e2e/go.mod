module octotrain.invalid/peers/e2e

go 1.24

require github.com/OctopusDeploy/go-octopusdeploy/v2 v2.114.1 // indirect
