/**
 * The site registry under which an app server knows this sandbox; docs/integrator.md describes each member.
 *
 * @param imageAccess whether the browser asks the PACS itself, or the app server does for it
 */
export function sandboxRegistry(
  sandboxUrl: string,
  appUrl: string,
  imageAccess: 'direct' | 'gateway' = 'direct',
): object {
  const local = (code: string) => [{ system: 'http://northfield.example/findings', code }];
  const write = ['RiskAssessment', 'Observation', 'Device', 'Provenance', 'ServiceRequest', 'DocumentReference'];
  return {
    publicUrl: appUrl,
    sites: [
      {
        id: 'northfield',
        name: 'Northfield (sandbox)',
        smart: {
          issuer: `${sandboxUrl}/fhir`,
          clientId: 'backcast',
          scopes: [
            'openid',
            'fhirUser',
            'launch',
            'online_access',
            'messaging/scratchpad.create',
            'patient/*.rs',
            ...write.map((type) => `patient/${type}.cu`),
          ].join(' '),
        },
        dicomweb: [{ url: `${sandboxUrl}/dicom-web`, access: imageAccess }],
        // The same EHR under its other name is another site to a browser: there the app is a third party.
        frameAncestors: [sandboxUrl, sandboxUrl.replace('127.0.0.1', 'localhost')],
        writeBack: true,
        allowDemonstrationWriteBack: true,
        cdsClients: [{ iss: sandboxUrl, jku: `${sandboxUrl}/auth/jwks` }],
        localCodes: {
          cleft: local('intravertebral-cleft'),
          fasciaInjury: local('fascia-injury'),
          augmentationOrder: [{ system: 'http://northfield.example/orders', code: 'VERT-AUG' }],
        },
      },
    ],
  };
}
