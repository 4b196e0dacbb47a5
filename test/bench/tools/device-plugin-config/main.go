// What NVIDIA's device plugin understands of config files: a JSON array of file contents on standard input, a JSON
// array of answers on standard output, each {"config", "sharingStrategy", "warnings"} or {"error"}.
//
// It takes the steps that the plugin takes before it looks at any GPU: it parses, checks how devices are listed, and
// drops what the plugin does not let a config rename or select. The defaults of the plugin's flags are in its main
// package and not applied.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	spec "github.com/NVIDIA/k8s-device-plugin/api/config/v1"
	"github.com/urfave/cli/v2"
	"k8s.io/klog/v2"
)

type answer struct {
	Config          *spec.Config         `json:"config,omitempty"`
	SharingStrategy spec.SharingStrategy `json:"sharingStrategy,omitempty"`
	Warnings        []string             `json:"warnings,omitempty"`
	Error           string               `json:"error,omitempty"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "device-plugin-config:", err)
		os.Exit(1)
	}
}

func run() error {
	var texts []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		return fmt.Errorf("standard input must be a JSON array of strings: %w", err)
	}
	folder, err := os.MkdirTemp("", "device-plugin-config-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)

	var warnings bytes.Buffer
	logFlags := flag.NewFlagSet("log", flag.PanicOnError)
	klog.InitFlags(logFlags)
	logFlags.Set("logtostderr", "false")
	logFlags.Set("one_output", "true")
	klog.SetOutput(&warnings)

	answers := make([]answer, 0, len(texts))
	for _, text := range texts {
		config, err := parse(filepath.Join(folder, "config.yaml"), text)
		if err != nil {
			answers = append(answers, answer{Error: err.Error()})
			continue
		}
		warnings.Reset()
		spec.DisableResourceNamingInConfig(config)
		klog.Flush()
		answers = append(answers, answer{
			Config:          config,
			SharingStrategy: config.Sharing.SharingStrategy(),
			Warnings:        messages(warnings.String()),
		})
	}
	return json.NewEncoder(os.Stdout).Encode(answers)
}

// The parser is reached as the plugin reaches it: only the flag that names the config file is set.
func parse(file, text string) (*spec.Config, error) {
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		return nil, err
	}
	var config *spec.Config
	app := &cli.App{
		Flags: []cli.Flag{&cli.StringFlag{Name: "config-file"}},
		Action: func(c *cli.Context) (err error) {
			config, err = spec.NewConfig(c, nil)
			return err
		},
	}
	if err := app.Run([]string{"device-plugin-config", "--config-file", file}); err != nil {
		return nil, err
	}
	if plugin := config.Flags.Plugin; plugin != nil && plugin.DeviceListStrategy != nil {
		if _, err := spec.NewDeviceListStrategies(*plugin.DeviceListStrategy); err != nil {
			return nil, err
		}
	}
	return config, nil
}

// The text of each log line, without severity, time and place.
func messages(log string) []string {
	var found []string
	for line := range strings.Lines(log) {
		if _, message, headed := strings.Cut(strings.TrimSpace(line), "] "); headed {
			found = append(found, message)
		}
	}
	return found
}
