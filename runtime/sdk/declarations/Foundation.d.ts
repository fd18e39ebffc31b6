declare module "Foundation" {}
