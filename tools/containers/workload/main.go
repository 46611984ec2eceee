// Package main is the one program in the images of the suite with real containers: a small web server, the curl that
// FinPay's smoke test calls in its container, and the program that holds a pod's network open.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

func main() {
	if filepath.Base(os.Args[0]) == "curl" {
		os.Exit(curl(os.Args[1:]))
	}
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGINT, syscall.SIGTERM)
	if len(os.Args) > 1 && os.Args[1] == "pause" {
		<-told
		return
	}
	// So that a container of a chart can be made to fail by a value of the chart.
	if code, err := strconv.Atoi(os.Getenv("EXIT_CODE")); err == nil {
		fmt.Printf("ends with %d, as EXIT_CODE says\n", code)
		os.Exit(code)
	}
	go serve()
	fmt.Printf("%s ends by %s\n", os.Getenv("IMAGE"), <-told)
}

// serve answers at port 80: 503 at /unready, and elsewhere 200 with what was asked and who answers.
func serve() {
	image := os.Getenv("IMAGE")
	pod, _ := os.Hostname()
	http.HandleFunc("/", func(response http.ResponseWriter, request *http.Request) {
		status := http.StatusOK
		if request.URL.Path == "/unready" {
			status = http.StatusServiceUnavailable
		}
		fmt.Printf("%s %s %d\n", request.Method, request.URL.Path, status)
		response.Header().Set("Content-Type", "application/json")
		response.WriteHeader(status)
		_ = json.NewEncoder(response).Encode(map[string]any{
			"pod": pod, "image": image, "pid": os.Getpid(), "method": request.Method, "path": request.URL.Path,
		})
	})
	fmt.Printf("%s serves at port 80\n", image)
	fmt.Fprintln(os.Stderr, http.ListenAndServe(":80", nil))
	os.Exit(1)
}

// curl knows what scripts of the lab ask of curl: -s, -f, -o FILE and -w with %{http_code}.
func curl(args []string) int {
	flags := flag.NewFlagSet("curl", flag.ContinueOnError)
	flags.Bool("s", false, "says nothing, which it does not anyway")
	fail := flags.Bool("f", false, "fails at a status of 400 and more")
	output := flags.String("o", "/dev/stdout", "where the answer goes")
	format := flags.String("w", "", "what is printed afterwards")
	if flags.Parse(args) != nil || flags.NArg() != 1 {
		return 2
	}
	answer, err := http.Get(flags.Arg(0))
	if err != nil {
		fmt.Fprintln(os.Stderr, "curl:", err)
		return 7
	}
	defer answer.Body.Close()
	if *fail && answer.StatusCode >= 400 {
		return 22
	}
	file, err := os.OpenFile(*output, os.O_WRONLY|os.O_CREATE, 0o644)
	if err != nil {
		fmt.Fprintln(os.Stderr, "curl:", err)
		return 23
	}
	_, _ = io.Copy(file, answer.Body)
	fmt.Print(strings.ReplaceAll(*format, "%{http_code}", strconv.Itoa(answer.StatusCode)))
	return 0
}
