package main

import (
	"github.com/spf13/cobra"
	utilerrors "k8s.io/apimachinery/pkg/util/errors"
	genericapiserver "k8s.io/apiserver/pkg/server"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	logsapi "k8s.io/component-base/logs/api/v1"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
	"k8s.io/kubernetes/cmd/kube-apiserver/app/options"
)

// newAPIServerCommand is the API server with the one setting that has no flag: a bearer token is checked on every
// request. The server otherwise believes a token for ten seconds after it was taken back, and a program that talks to
// a cluster after it lost its access would pass.
func newAPIServerCommand() *cobra.Command {
	s := options.NewServerRunOptions()
	s.Authentication.TokenSuccessCacheTTL = 0
	ctx := genericapiserver.SetupSignalContext()
	command := &cobra.Command{
		Use:          "kube-apiserver",
		SilenceUsage: true,
		RunE: func(*cobra.Command, []string) error {
			if err := s.GenericServerRunOptions.ComponentGlobalsRegistry.Set(); err != nil {
				return err
			}
			if err := logsapi.ValidateAndApply(s.Logs, utilfeature.DefaultFeatureGate); err != nil {
				return err
			}
			completed, err := s.Complete(ctx)
			if err != nil {
				return err
			}
			if errs := completed.Validate(); len(errs) != 0 {
				return utilerrors.NewAggregate(errs)
			}
			return app.Run(ctx, completed)
		},
	}
	command.SetContext(ctx)
	for _, flags := range s.Flags().FlagSets {
		command.Flags().AddFlagSet(flags)
	}
	return command
}
