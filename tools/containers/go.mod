module octotrain.dev/tools/containers

go 1.26.0
