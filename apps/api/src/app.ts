import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import { pinoHttp } from 'pino-http';
import { AppModule } from './app.module';
import { ErrorFilter } from './common/error.filter';
import { jsonOnly, knownHost, knownOrigin } from './common/http-rules';
import { log } from './common/log';
import { NestLogger } from './common/nest-logger';
import { toAppError } from './common/to-app-error';
import { traceRequest } from './common/tracing';
import type { Config } from './config/config';
import { metrics } from './ops/metrics';
import { LeanIoAdapter } from './realtime/lean-io.adapter';

const BODY_LIMIT = '100kb';

/** Builds the whole API, not yet listening. The same for main and for tests. */
export async function createApp(config: Config): Promise<NestExpressApplication> {
  log.level = config.logLevel;
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config), {
    bodyParser: false,
    logger: new NestLogger(),
    abortOnError: false,
  });
  app.disable('x-powered-by');
  // The web app and the reverse proxy, which name the visitor's address, are on this machine or its private network.
  app.set('trust proxy', ['loopback', 'linklocal', 'uniquelocal']);
  app.use(pinoHttp({ logger: log, genReqId: () => randomUUID(), autoLogging: false }));
  app.use(measure);
  app.use(nameRequest);
  app.use(traceRequest);
  app.use(knownHost(config));
  app.use(knownOrigin(config));
  app.use(jsonOnly());
  app.useBodyParser('json', { limit: BODY_LIMIT, strict: true });
  app.use(nameBodyErrors);
  app.useGlobalFilters(new ErrorFilter());
  app.useWebSocketAdapter(new LeanIoAdapter(app, config));
  addDocs(app);
  return app;
}

function measure(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const stop = metrics.httpRequests.startTimer({ method: request.method });
  response.once('finish', () => stop({ status: String(response.statusCode) }));
  next();
}

/** The answer says how the log calls the request; at level `debug` every request has its line. */
function nameRequest(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const { id, method, url = '' } = request;
  response.setHeader('X-Request-Id', String(id));
  const [path] = url.split('?');
  response.once('close', () => log.debug({ requestId: id, method, path, status: response.statusCode }, 'request'));
  next();
}

/** Nest would turn a parser's error into a bare 400 before the error filter sees what it was. */
function nameBodyErrors(error: unknown, _request: Request, _response: Response, next: NextFunction): void {
  next(toAppError(error));
}

/** The API document, for people at /api/docs and for machines at /api/docs-json. */
function addDocs(app: NestExpressApplication): void {
  const document = new DocumentBuilder()
    .setTitle('Parley')
    .setDescription(
      'Every answer comes in the envelope {success, data} or {success, error}. Lists page by an opaque cursor.',
    )
    .setVersion('1')
    .addBearerAuth()
    .addSecurity('serverKey', { type: 'apiKey', in: 'header', name: 'Authorization' })
    .addCookieAuth('parley_access')
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, document));
}
